-- topic: old-and-young
-- title: 一老一小
-- purpose: 为养老和托育服务提供对象清单
-- basis: 平数政办〔2021〕7号第十三条
-- uses: person
-- least-data: 不含身份号码和出生日期；年龄只给分段

-- table: member | 服务对象
-- by: person
WITH
  -- Who was born on or before the day `yN` is N years old or older.
  day AS MATERIALIZED (SELECT as_of, (substr(as_of, 1, 4) - 130) || substr(as_of, 5) AS y130,
    (substr(as_of, 1, 4) - 100) || substr(as_of, 5) AS y100, (substr(as_of, 1, 4) - 90) || substr(as_of, 5) AS y90,
    (substr(as_of, 1, 4) - 80) || substr(as_of, 5) AS y80, (substr(as_of, 1, 4) - 70) || substr(as_of, 5) AS y70,
    (substr(as_of, 1, 4) - 65) || substr(as_of, 5) AS y65, (substr(as_of, 1, 4) - 60) || substr(as_of, 5) AS y60,
    (substr(as_of, 1, 4) - 15) || substr(as_of, 5) AS y15, (substr(as_of, 1, 4) - 4) || substr(as_of, 5) AS y4
    FROM run),
  guardians AS (SELECT other_no AS entity_no, count(DISTINCT entity_no) AS n FROM temp.relation_to_person
    WHERE kind IN ('guardian-of', 'mother-of', 'father-of', 'parent-of') GROUP BY other_no)
SELECT p.entity_id, p.name, p.sex,
  CASE WHEN birth_date <= y100 THEN '100岁以上' WHEN birth_date <= y90 THEN '90-99岁'
    WHEN birth_date <= y80 THEN '80-89岁' WHEN birth_date <= y70 THEN '70-79岁'
    WHEN birth_date <= y65 THEN '65-69岁' WHEN birth_date <= y60 THEN '60-64岁'
    WHEN birth_date > y4 THEN '0-3岁' ELSE '4-14岁' END AS age_band,
  CASE WHEN birth_date <= y60 THEN '老' ELSE '小' END AS kind,
  coalesce(p.residence_address, p.registered_address) AS address,
  coalesce(g.n, h.head_no IS NOT NULL AND h.relation IN ('子', '女'), 0) AS guardians
FROM person.entity p CROSS JOIN day LEFT JOIN guardians g USING (entity_no)
  LEFT JOIN person.household h ON h.entity_no = p.entity_no
WHERE length(birth_date) = 10 AND birth_date <= as_of AND birth_date > y130
  AND (birth_date <= y60 OR birth_date > y15) AND death_date IS NULL
  -- A day that no calendar has is nobody's age.
  AND date(birth_date) IS NOT NULL
ORDER BY p.entity_no;

-- table: row_after_death | 死亡后仍有业务记录线索
-- by: person
SELECT p.entity_id, p.death_date, r.resource, r.file, r.row, r.day AS row_day
FROM person.entity p CROSS JOIN person.source_record r ON r.entity_no = p.entity_no
WHERE p.death_date IS NOT NULL AND r.death_date IS NULL AND r.day > p.death_date;

-- table: child_without_guardian | 无监护人线索
-- by: person
SELECT m.entity_id, m.name, m.address
FROM member m CROSS JOIN person.entity p ON p.entity_no = CAST(substr(m.entity_id, 2) AS INTEGER)
WHERE m.kind = '小' AND m.guardians = 0 AND p.birth_date > (SELECT date(as_of, '-14 years') FROM run)
ORDER BY p.entity_no;

-- finding: child-out-of-school | 学龄儿童无学籍
-- by: person
-- Seven to fourteen, so that nobody is told who has just begun; only where some resource registers pupils (row.school).
WITH pupil_files AS MATERIALIZED (SELECT x.file_no FROM person.source_file x JOIN person.resource s USING (resource)
    WHERE s.registers LIKE '% school %')
SELECT p.entity_id, '7-14岁，学籍资源中没有记录' AS evidence FROM person.entity p
WHERE length(p.birth_date) = 10 AND p.birth_date > (SELECT date(as_of, '-15 years') FROM run)
  AND p.birth_date <= (SELECT date(as_of, '-7 years') FROM run)
  AND p.death_date IS NULL AND EXISTS (SELECT 1 FROM pupil_files)
  AND NOT EXISTS (SELECT 1 FROM person.record r WHERE r.entity_no = p.entity_no AND r.role IN ('', 'pupil', 'student')
    AND r.file_no IN (SELECT file_no FROM pupil_files))
ORDER BY p.entity_no;

-- finding: newborn-without-register | 出生三十日以上未落户
-- by: person
SELECT p.entity_id, '出生已满三十日，户籍登记中没有户号' AS evidence
FROM person.entity p LEFT JOIN person.household h ON h.entity_no = p.entity_no AND h.basis <> 'address'
WHERE length(p.birth_date) = 10 AND p.birth_date > (SELECT date(as_of, '-1 years') FROM run)
  AND p.birth_date <= (SELECT date(as_of, '-30 days') FROM run)
  AND p.death_date IS NULL AND h.entity_no IS NULL
  AND EXISTS (SELECT 1 FROM person.source_file x JOIN person.resource s USING (resource)
    WHERE s.registers LIKE '% household %')
ORDER BY p.entity_no;

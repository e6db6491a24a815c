-- topic: old-and-young
-- title: 一老一小
-- purpose: 为养老和托育服务提供对象清单
-- basis: 平数政办〔2021〕7号第十三条
-- uses: person

-- table: member | 服务对象
WITH aged AS (
  SELECT p.entity_no, p.entity_id, p.name, p.sex, p.residence_address, p.registered_address, p.birth_date,
    p.death_date,
    CAST(strftime('%Y', run.as_of) AS INTEGER) - CAST(strftime('%Y', p.birth_date) AS INTEGER)
      - (strftime('%m-%d', run.as_of) < strftime('%m-%d', p.birth_date)) AS age
  FROM person.entity p, run
  WHERE length(p.birth_date) = 10 AND p.birth_date <= run.as_of),
  guardians AS (SELECT other_no AS entity_no, count(DISTINCT entity_no) AS n FROM temp.relation_to_person
    WHERE kind IN ('guardian-of', 'mother-of', 'father-of', 'parent-of') GROUP BY other_no)
SELECT entity_id, name, sex,
  CASE WHEN age >= 100 THEN '100岁以上' WHEN age >= 90 THEN '90-99岁' WHEN age >= 80 THEN '80-89岁'
    WHEN age >= 70 THEN '70-79岁' WHEN age >= 65 THEN '65-69岁' WHEN age >= 60 THEN '60-64岁'
    WHEN age <= 3 THEN '0-3岁' ELSE '4-14岁' END AS age_band,
  CASE WHEN age >= 60 THEN '老' ELSE '小' END AS kind,
  coalesce(residence_address, registered_address) AS address,
  coalesce(guardians.n, 0) AS guardians
FROM aged LEFT JOIN guardians USING (entity_no)
WHERE (age >= 60 OR age <= 14) AND age < 130 AND death_date IS NULL
ORDER BY entity_no;

-- table: row_after_death | 死亡后仍有业务记录线索
SELECT p.entity_id, p.death_date, f.resource, f.file, r.row, date(r.day * 86400, 'unixepoch') AS row_day
FROM person.entity p
  CROSS JOIN person.record r ON r.entity_no = p.entity_no
  JOIN person.source_file f USING (file_no)
WHERE p.death_date IS NOT NULL AND r.day IS NOT NULL AND r.death_date IS NULL
  AND date(r.day * 86400, 'unixepoch') > p.death_date
ORDER BY p.entity_no, f.resource, f.file, r.row;

-- table: child_without_guardian | 无监护人线索
SELECT p.entity_id, p.name, coalesce(p.residence_address, p.registered_address) AS address
FROM person.entity p, run
WHERE length(p.birth_date) = 10 AND p.death_date IS NULL
  AND p.birth_date > date(run.as_of, '-14 years') AND p.birth_date <= run.as_of
  AND p.entity_no NOT IN (SELECT other_no FROM temp.relation_to_person
    WHERE kind IN ('guardian-of', 'mother-of', 'father-of', 'parent-of'))
ORDER BY p.entity_no;

-- topic: old-and-young
-- title: 一老一小
-- purpose: 为养老和托育服务提供对象清单
-- basis: 平数政办〔2021〕7号第十三条
-- uses: person

-- table: member | 服务对象
WITH born AS (
  -- Days as yyyymmdd: the difference of two in ten thousands is the age on the later one.
  SELECT p.*, (CAST(replace(run.as_of, '-', '') AS INTEGER)
      - CAST(replace(p.birth_date, '-', '') AS INTEGER)) / 10000 AS age
  FROM person.entity p, run
  WHERE length(p.birth_date) = 10 AND p.birth_date <= run.as_of AND p.death_date IS NULL),
  aged AS MATERIALIZED (
  SELECT entity_no, entity_id, name, sex, coalesce(residence_address, registered_address) AS address, age
  -- A day that no calendar has is nobody's age.
  FROM born WHERE (age BETWEEN 60 AND 129 OR age <= 14) AND date(birth_date) IS NOT NULL),
  guardians AS (SELECT other_no AS entity_no, count(DISTINCT entity_no) AS n FROM temp.relation_to_person
    WHERE kind IN ('guardian-of', 'mother-of', 'father-of', 'parent-of') GROUP BY other_no)
SELECT entity_id, name, sex,
  CASE WHEN age >= 100 THEN '100岁以上' WHEN age >= 90 THEN '90-99岁' WHEN age >= 80 THEN '80-89岁'
    WHEN age >= 70 THEN '70-79岁' WHEN age >= 65 THEN '65-69岁' WHEN age >= 60 THEN '60-64岁'
    WHEN age <= 3 THEN '0-3岁' ELSE '4-14岁' END AS age_band,
  CASE WHEN age >= 60 THEN '老' ELSE '小' END AS kind,
  address, coalesce(guardians.n, 0) AS guardians
FROM aged LEFT JOIN guardians USING (entity_no)
ORDER BY entity_no;

-- table: row_after_death | 死亡后仍有业务记录线索
SELECT p.entity_id, p.death_date, r.resource, r.file, r.row, r.day AS row_day
FROM person.entity p CROSS JOIN person.source_record r ON r.entity_no = p.entity_no
WHERE p.death_date IS NOT NULL AND r.death_date IS NULL AND r.day > p.death_date
ORDER BY p.entity_no, r.resource, r.file, r.row;

-- table: child_without_guardian | 无监护人线索
SELECT p.entity_id, p.name, coalesce(p.residence_address, p.registered_address) AS address
FROM person.entity p, run
WHERE length(p.birth_date) = 10 AND p.death_date IS NULL
  AND p.birth_date > date(run.as_of, '-14 years') AND p.birth_date <= run.as_of
  AND p.entity_no NOT IN (SELECT other_no FROM temp.relation_to_person
    WHERE kind IN ('guardian-of', 'mother-of', 'father-of', 'parent-of'))
ORDER BY p.entity_no;

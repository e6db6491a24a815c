-- topic: enterprise-profile
-- title: 企业画像
-- purpose: 为涉企服务和监管提供一企一档
-- basis: 平数政办〔2021〕7号第十三条
-- uses: organization, person, credit

-- table: profile | 一企一档
WITH
  resources AS (SELECT r.entity_no, count(DISTINCT f.resource) AS n
    FROM organization.record r JOIN organization.source_file f USING (file_no) GROUP BY r.entity_no),
  employees AS (SELECT other_no AS entity_no, count(DISTINCT entity_no) AS n
    FROM temp.relation_to_organization WHERE kind = 'employed-by' GROUP BY other_no),
  credits AS (SELECT entity_no, count(DISTINCT other_no) AS n
    FROM organization.relation WHERE kind = 'subject-of' GROUP BY entity_no)
SELECT o.entity_id, o.uscc, o.name, o.kind, o.status, o.industry, o.address, o.established_on,
  o.registered_capital,
  CAST((julianday(run.as_of) - julianday(o.established_on)) / 365.25 AS INTEGER) AS years_in_business,
  o.record_count AS source_rows, resources.n AS source_resources, coalesce(employees.n, 0) AS employees,
  coalesce(credits.n, 0) AS credit_items
FROM organization.entity o JOIN run
  LEFT JOIN resources USING (entity_no) LEFT JOIN employees USING (entity_no) LEFT JOIN credits USING (entity_no)
ORDER BY o.entity_no;

-- table: legal_representative | 法定代表人
WITH
  represents AS (SELECT DISTINCT entity_no, other_no FROM temp.relation_to_organization
    WHERE kind = 'legal-representative-of'),
  bodies AS (SELECT entity_no, count(*) AS n FROM represents GROUP BY entity_no)
SELECT o.entity_id AS organization_id, p.entity_id AS person_id, p.name, bodies.n AS bodies_represented
FROM represents x
  JOIN organization.entity o ON o.entity_no = x.other_no
  JOIN person.entity p ON p.entity_no = x.entity_no
  JOIN bodies ON bodies.entity_no = x.entity_no
ORDER BY o.entity_no, p.entity_no;

-- table: credit_item | 信用事项
SELECT DISTINCT o.entity_id AS organization_id, c.entity_id AS credit_id, c.kind, c.document_number, c.content, c.amount,
  c.authority, c.decided_on, c.valid_until,
  CASE WHEN c.valid_until IS NULL OR c.valid_until >= run.as_of THEN '有效' ELSE '已过期' END AS state
FROM organization.relation x
  JOIN organization.entity o ON o.entity_no = x.entity_no
  JOIN credit.entity c ON c.entity_no = x.other_no, run
WHERE x.kind = 'subject-of'
ORDER BY o.entity_no, c.entity_no;

-- table: crowded_address | 一址多照线索
SELECT o.address, count(*) AS bodies
FROM organization.entity o
WHERE o.address IS NOT NULL
GROUP BY o.address HAVING count(*) >= 10
ORDER BY bodies DESC, o.address;

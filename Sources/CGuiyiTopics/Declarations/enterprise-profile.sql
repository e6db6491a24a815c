-- topic: enterprise-profile
-- title: 企业画像
-- purpose: 为涉企服务和监管提供一企一档
-- basis: 平数政办〔2021〕7号第十三条
-- uses: organization, person, credit
-- least-data: 法定代表人只给姓名，不含身份号码和电话

-- table: profile | 一企一档
-- by: organization
WITH
  employees AS MATERIALIZED (SELECT other_no AS entity_no, count(DISTINCT entity_no) AS n
    FROM temp.relation_to_organization WHERE kind = 'employed-by' GROUP BY other_no),
  credits AS MATERIALIZED (SELECT entity_no, count(DISTINCT other_no) AS n
    FROM organization.relation WHERE kind = 'subject-of' GROUP BY entity_no)
SELECT o.entity_id, o.uscc, o.name, o.kind, o.status, o.industry, o.address, o.established_on,
  o.registered_capital,
  CAST((julianday(run.as_of) - julianday(o.established_on)) / 365.25 AS INTEGER) AS years_in_business,
  o.record_count AS source_rows,
  (SELECT count(DISTINCT f.resource) FROM organization.record r CROSS JOIN organization.source_file f USING (file_no)
    WHERE r.entity_no = o.entity_no) AS source_resources,
  coalesce(employees.n, 0) AS employees,
  coalesce(credits.n, 0) AS credit_items
FROM organization.entity o JOIN run
  LEFT JOIN employees USING (entity_no) LEFT JOIN credits USING (entity_no)
ORDER BY o.entity_no;

-- table: legal_representative | 法定代表人
-- by: person person_id
-- Somebody may have several rows: they are put in order as they are written.
WITH
  represents AS (SELECT DISTINCT entity_no, other_no FROM temp.relation_to_organization
    WHERE kind = 'legal-representative-of'),
  bodies AS (SELECT entity_no, count(*) AS n FROM represents GROUP BY entity_no)
SELECT o.entity_id AS organization_id, p.entity_id AS person_id, p.name, bodies.n AS bodies_represented
FROM represents x
  JOIN organization.entity o ON o.entity_no = x.other_no
  JOIN person.entity p ON p.entity_no = x.entity_no
  JOIN bodies ON bodies.entity_no = x.entity_no;

-- table: credit_item | 信用事项
-- by: organization organization_id
SELECT o.entity_id AS organization_id, c.entity_id AS credit_id, c.kind, c.document_number, c.content, c.amount,
  c.authority, c.decided_on, c.valid_until,
  c.public_since, c.public_until, CASE c.state WHEN 'public' THEN '公示中' ELSE '已归档' END AS state
FROM (SELECT DISTINCT entity_no, other_no FROM organization.relation WHERE kind = 'subject-of') x
  JOIN organization.entity o ON o.entity_no = x.entity_no
  JOIN credit.credit_record c ON c.entity_no = x.other_no;

-- table: crowded_address | 一址多照线索
SELECT o.address, count(*) AS bodies
FROM organization.entity o
WHERE o.address IS NOT NULL
GROUP BY o.address HAVING count(*) >= 10
ORDER BY bodies DESC, o.address;

-- table: body_relation | 主体关系
-- by: organization organization_id
SELECT DISTINCT x.kind, o.entity_id AS organization_id, x.other_id AS other_organization_id
FROM organization.relation x JOIN organization.entity o USING (entity_no)
WHERE x.kind IN ('branch-of', 'predecessor-of');

-- finding: permit-expiring | 许可六十日内到期
-- by: organization
SELECT DISTINCT i.organization_id AS entity_id, i.credit_id || '：' || i.valid_until AS evidence FROM credit_item i, run
WHERE i.kind = '行政许可' AND i.valid_until BETWEEN as_of AND date(as_of, '+60 days') ORDER BY 1, 2;

-- finding: crowded-address | 一址多照
SELECT o.entity_id, c.address || '：' || c.bodies || ' 个主体' AS evidence
FROM crowded_address c JOIN organization.entity o USING (address) ORDER BY c.bodies DESC, o.entity_no;

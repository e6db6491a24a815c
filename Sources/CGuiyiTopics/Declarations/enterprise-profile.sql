-- topic: enterprise-profile
-- title: 企业画像
-- purpose: 为涉企服务和监管提供一企一档
-- basis: 平数政办〔2021〕7号第十三条
-- uses: organization, person, credit

-- table: profile | 一企一档
SELECT o.entity_id, o.uscc, o.name, o.kind, o.status, o.industry, o.address, o.established_on,
  o.registered_capital,
  CAST((julianday(run.as_of) - julianday(o.established_on)) / 365.25 AS INTEGER) AS years_in_business,
  o.record_count AS source_rows,
  (SELECT count(DISTINCT f.resource) FROM organization.record r JOIN organization.source_file f USING (file_no)
     WHERE r.entity_no = o.entity_no) AS source_resources,
  (SELECT count(DISTINCT x.entity_no) FROM temp.relation_to_organization x
     WHERE x.other_no = o.entity_no AND x.kind = 'employed-by') AS employees,
  (SELECT count(DISTINCT x.other_no) FROM organization.relation x
     WHERE x.entity_no = o.entity_no AND x.kind = 'subject-of') AS credit_items
FROM organization.entity o, run
ORDER BY o.entity_no;

-- table: legal_representative | 法定代表人
SELECT DISTINCT o.entity_id AS organization_id, p.entity_id AS person_id, p.name,
  (SELECT count(DISTINCT y.other_no) FROM temp.relation_to_organization y
     WHERE y.entity_no = p.entity_no AND y.kind = 'legal-representative-of') AS bodies_represented
FROM temp.relation_to_organization x
  JOIN organization.entity o ON o.entity_no = x.other_no
  JOIN person.entity p ON p.entity_no = x.entity_no
WHERE x.kind = 'legal-representative-of'
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

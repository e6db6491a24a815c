-- topic: social-assistance
-- title: 社会救助核对
-- purpose: 为社会救助家庭经济状况核对提供线索，由民政部门核实，不自动停发
-- basis: 《社会救助暂行办法》第五十八条；平数政办〔2021〕7号第十三条
-- uses: person, organization, estate
-- least-data: 不含身份号码、姓名、出生日期和住址；年龄只给分段，财产只给数量

-- table: payment | 待遇发放
-- by: person
-- Rows of resources that pay something: those with an item row.benefit-amount.
SELECT r.entity_no, f.resource, f.file, r.row, date(r.day * 86400, 'unixepoch') AS paid_on
FROM person.record r JOIN person.source_file f USING (file_no)
WHERE r.role IN ('', 'member') AND r.file_no IN (SELECT x.file_no FROM person.source_file x
    JOIN person.resource s USING (resource) WHERE s.registers LIKE '% benefit-amount %');

-- table: recipient | 救助对象
-- by: person
WITH
  day AS MATERIALIZED (SELECT as_of, (substr(as_of, 1, 4) - 80) || substr(as_of, 5) AS y80,
    (substr(as_of, 1, 4) - 60) || substr(as_of, 5) AS y60, (substr(as_of, 1, 4) - 18) || substr(as_of, 5) AS y18,
    (substr(as_of, 1, 4) - 14) || substr(as_of, 5) AS y14 FROM run),
  paid AS MATERIALIZED (SELECT entity_no, count(DISTINCT resource) AS benefits, count(*) AS payments,
    max(paid_on) AS last_paid FROM payment GROUP BY entity_no),
  homes AS MATERIALIZED (SELECT entity_no, count(DISTINCT other_no) AS n FROM person.relation
    WHERE kind = 'holder-of' AND other_subject = 'estate' AND entity_no IN (SELECT entity_no FROM paid) GROUP BY entity_no),
  bodies AS MATERIALIZED (SELECT x.entity_no, count(DISTINCT x.other_no) AS n FROM person.relation x
    JOIN organization.entity o ON o.entity_no = x.other_no
    WHERE x.kind = 'legal-representative-of' AND x.other_subject = 'organization' AND x.entity_no IN (SELECT entity_no FROM paid)
      AND coalesce(o.status, '') NOT IN ('注销', '吊销') GROUP BY x.entity_no)
SELECT p.entity_no, p.entity_id, printf('P%09d', coalesce(h.household_no, p.entity_no)) AS household_id,
  CASE WHEN p.birth_date <= y80 THEN '80岁以上' WHEN p.birth_date <= y60 THEN '60-79岁'
    WHEN p.birth_date <= y18 THEN '18-59岁' WHEN p.birth_date <= y14 THEN '14-17岁'
    WHEN p.birth_date <= as_of THEN '14岁以下' ELSE '不详' END AS age_band,
  paid.benefits, paid.payments, paid.last_paid, p.death_date IS NOT NULL AS has_died,
  coalesce(homes.n, 0) AS homes, coalesce(bodies.n, 0) AS bodies_represented
FROM paid JOIN person.entity p USING (entity_no) CROSS JOIN day
  LEFT JOIN person.household h ON h.entity_no = paid.entity_no AND h.basis <> 'collective'
  LEFT JOIN homes ON homes.entity_no = paid.entity_no LEFT JOIN bodies ON bodies.entity_no = paid.entity_no
ORDER BY paid.entity_no;

-- table: household | 救助家庭
SELECT household_id, count(*) AS recipients, sum(payments) AS payments, sum(homes) AS homes,
  sum(bodies_represented) AS bodies_represented
FROM recipient GROUP BY household_id ORDER BY household_id;

-- finding: benefit-after-death | 死亡后仍发放待遇
-- by: person
-- A month's grace: a death takes its time to reach those who pay.
SELECT p.entity_id, x.resource || ' ' || x.file || ' ' || x.row || '：死亡 ' || p.death_date || '，发放 ' || x.paid_on AS evidence
FROM recipient r JOIN person.entity p USING (entity_no) JOIN payment x USING (entity_no)
WHERE r.has_died AND length(p.death_date) = 10 AND x.paid_on > date(p.death_date, '+30 days')
ORDER BY p.entity_no, x.paid_on, x.resource, x.file, x.row;

-- finding: double-benefit | 同月重复领取
-- by: person
SELECT p.entity_id, x.resource || ' ' || substr(x.paid_on, 1, 7) || '：' || count(*) || ' 行（'
    || group_concat(x.file || ' ' || x.row, '，') || '）' AS evidence
FROM payment x JOIN person.entity p USING (entity_no) WHERE x.paid_on IS NOT NULL
GROUP BY p.entity_no, x.resource, substr(x.paid_on, 1, 7) HAVING count(*) > 1
ORDER BY p.entity_no, x.resource, 2;

-- finding: several-homes | 救助家庭有多套不动产
SELECT min(r.entity_id) AS entity_id, '家庭 ' || h.household_id || ' 名下不动产单元 ' || h.homes || ' 个' AS evidence
FROM household h JOIN recipient r USING (household_id) WHERE h.homes >= 2 GROUP BY h.household_id
ORDER BY h.household_id;

-- finding: represents-body | 救助对象任法定代表人
-- by: person
SELECT entity_id, '任 ' || bodies_represented || ' 个在业主体的法定代表人或经营者' AS evidence
FROM recipient WHERE bodies_represented > 0 ORDER BY entity_no;

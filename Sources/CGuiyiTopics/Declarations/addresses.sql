-- topic: addresses
-- title: 一标三实
-- purpose: 以标准地址为纽带汇集实有人口、实有房屋、实有单位，服务城市治理
-- basis: 平数政办〔2021〕7号第十三条
-- uses: person, organization, estate, place
-- least-data: 不含姓名、号码和电话；每个地址只给人数、房屋数、单位数

-- table: address | 标准地址
-- by: address in address, residence_address, registered_address
-- People by where they live, else by where they are registered; bodies that have not closed.
SELECT address, min(place_id) AS place_id, sum(people) AS people, sum(homes) AS homes, sum(bodies) AS bodies
FROM (
  SELECT address, entity_id AS place_id, 0 AS people, 0 AS homes, 0 AS bodies FROM place.entity
  UNION ALL SELECT coalesce(residence_address, registered_address), NULL, 1, 0, 0 FROM person.entity
    WHERE death_date IS NULL
  UNION ALL SELECT address, NULL, 0, 1, 0 FROM estate.entity
  UNION ALL SELECT address, NULL, 0, 0, 1 FROM organization.entity
    WHERE closed_on IS NULL AND coalesce(status, '') NOT IN ('注销', '吊销'))
WHERE address IS NOT NULL GROUP BY address ORDER BY address;

-- table: measure | 覆盖情况
SELECT count(*) AS addresses, count(place_id) AS standard_addresses,
  sum(place_id IS NULL) AS addresses_without_standard, sum(people) AS people, sum(homes) AS homes,
  sum(bodies) AS bodies, sum(homes > 0 AND people = 0) AS home_addresses_without_people,
  sum(people > 0 AND homes = 0) AS people_addresses_without_home
FROM address;

-- finding: crowded-room | 一址多照
SELECT coalesce(place_id, '') AS entity_id, address || '：' || bodies || ' 个单位' AS evidence
FROM address WHERE bodies >= 10 ORDER BY bodies DESC, address;

-- finding: crowded-home | 一址多人
-- More people at one door than any household has: a dormitory, a clerk's default, or a lead.
SELECT coalesce(place_id, '') AS entity_id, address || '：' || people || ' 人' AS evidence
FROM address WHERE people >= 30 AND (address LIKE '%室' OR address LIKE '%号') ORDER BY people DESC, address;

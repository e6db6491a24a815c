"""Writes a workspace of fifty departments with long names, most of them collecting what the first one has.

    python3 fifty.py FOLDER

People are invented, under the unassigned prefix 99.
"""
import csv
import os
import random
import sys

DEPARTMENTS = (
    "公安局 民政局 教育体育局 卫生健康委员会 人力资源和社会保障局 自然资源和规划局 住房和城乡建设局（市人民防空办公室） 市场监督管理局 医疗保障局 "
    "交通运输局 农业农村局（市乡村振兴局、畜牧局） 水利局 商务局 文化广电和旅游局 退役军人事务局 应急管理局 审计局 统计局 司法局 财政局 生态环境局 "
    "城市管理局（综合行政执法局） 发展和改革委员会（市粮食和物资储备局） 工业和信息化局 科学技术局 林业局 信访局 政务服务和大数据管理局 住房公积金管理中心 "
    "残疾人联合会 总工会 妇女联合会 中级人民法院 人民检察院 气象局 地震局 邮政管理局 烟草专卖局 税务局 消防救援支队 供电公司 自来水有限公司 燃气有限公司 "
    "热力集团有限公司 公共交通有限公司 档案馆 机关事务中心 国有资产监督管理委员会 高新技术产业开发区管理委员会 尼龙新材料产业集聚区管理委员会"
).split()
HEADINGS = ["身份证号", "姓名", "户籍地址", "联系电话", "民族", "登记日期"]


def number(order):
    body = f"990402{1950 + order % 50}{1 + order % 12:02}{1 + order % 28:02}{order // 50 % 1000:03}"
    return body + "10X98765432"[sum(int(digit) << 17 - place for place, digit in enumerate(body)) % 11]


def person(order, rng, is_source):
    own = number(order)
    if not is_source and rng.random() < 0.05:
        own = own[:-1] + ("1" if own[-1] != "1" else "2")
    name = "王李张刘陈杨赵黄周吴"[order % 10] + "伟芳娜敏静丽强磊军洋"[order // 10 % 10] + "明华建国文"[order // 100 % 5]
    return [
        own, name if rng.random() > 0.01 else "",
        f"河南省平顶山市新华区光明路街道建设路{order}号院{order % 9 + 1}号楼", f"1540{order:07}",
        "汉族" if rng.random() > 0.02 else "不详族", f"2023-0{1 + order % 9}-10",
    ]


def catalog(index, name):
    source = ", authoritative: true" if index == 0 else ""
    return f"""department: {{code: 119904{index:02}MB0000001X, name: 平顶山市{name}}}
resources:
  - code: 410400-D{index:02}-0001
    name: {name}业务办理人员基本信息登记表
    files: d{index:02}/*.csv
    published: 2020-01-01
    items:
      - {{column: 身份证号, element: person.id-number, required: true{source}}}
      - {{column: 姓名, element: person.name, required: true{source}}}
      - {{column: 户籍地址, element: person.registered-address{source}}}
      - {{column: 联系电话, element: person.phone}}
      - {{column: 民族, element: person.ethnicity{source}}}
      - {{column: 登记日期, element: row.collected-on}}
"""


def main(root):
    rng = random.Random(5)
    os.makedirs(f"{root}/catalog")
    with open(f"{root}/guiyi.yaml", "w", encoding="utf-8") as file:
        file.write('city: {code: "410400", name: 平顶山市}\nas-of: 2026-11-01\nregions: {"990402": 示例一区}\n')
    for index, name in enumerate(DEPARTMENTS):
        with open(f"{root}/catalog/{index:02}.yaml", "w", encoding="utf-8") as file:
            file.write(catalog(index, name))
        os.makedirs(f"{root}/pools/d{index:02}")
        with open(f"{root}/pools/d{index:02}/a.csv", "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(HEADINGS)
            orders = range(400) if index == 0 else rng.sample(range(400), 150)
            writer.writerows(person(order, rng, index == 0) for order in orders)


if __name__ == "__main__":
    main(sys.argv[1])

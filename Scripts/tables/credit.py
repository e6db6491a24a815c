#!/usr/bin/env python3
"""Compiles which kinds of items may be in credit records, and how long each is public: Sources/CGuiyiCredit/catalog.c.

Sources. Decree 58 was held against a published text on the date below; the others are known by what is said of them, and are
to be held against their texts before anybody relies on a period:
  全国公共信用信息基础目录, editions 2021 (11 classes), 2022 (12) and 2024 (13; 知识产权 is new in it)
  失信行为纠正后的信用信息修复管理办法（试行）, decree 58 of the NDRC, in force 2023-05-01: a penalty is public from the day of the
    decision for at least three months and at most three years; for special equipment, work safety and fire at least one year;
    of several kinds of penalty the longest period counts
  最高人民法院关于公布失信被执行人名单信息的若干规定, article 2: two years
  重大税收违法失信主体信息公布管理办法, decree 54 of the State Taxation Administration: three years
  拖欠农民工工资失信联合惩戒对象名单管理暂行办法, decree 45 of MOHRSS: three years
  河南省社会信用条例, in force 2020-05-01: untrustworthy conduct is disclosed for five years at most

A line of TABLE: the normal form of credit.kind | class of the catalog | in it since | how its publicity ends | months | basis
  validity   with the validity that the decision names; for ever where it names none
  months     so many months after the decision, or earlier with the validity that the row names
  open       when the authority takes it off the list
  event      never public by itself: it tells of another item
  absent     in no edition of the catalog: such an item must not be in credit records

  credit.py    writes catalog.c
"""

from pathlib import Path

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent.parent / "Sources" / "CGuiyiCredit" / "catalog.c"
DATE = "2026-11-26"
CEILING_MONTHS = 60

CATALOG = "全国公共信用信息基础目录"
REPAIR = "国家发展改革委令第58号"

TABLE = f"""
登记注册|登记注册基本信息|2022-01-01|validity|0|{CATALOG}
失信被执行人|司法裁判及执行信息|2022-01-01|months|24|最高人民法院关于公布失信被执行人名单信息的若干规定第二条
行政许可|行政管理信息|2022-01-01|validity|0|{CATALOG}
普通|行政管理信息|2022-01-01|validity|0|{CATALOG}
特许|行政管理信息|2022-01-01|validity|0|{CATALOG}
认可|行政管理信息|2022-01-01|validity|0|{CATALOG}
核准|行政管理信息|2022-01-01|validity|0|{CATALOG}
登记|行政管理信息|2022-01-01|validity|0|{CATALOG}
行政确认|行政管理信息|2022-01-01|validity|0|{CATALOG}
行政征收|行政管理信息|2022-01-01|validity|0|{CATALOG}
行政给付|行政管理信息|2022-01-01|validity|0|{CATALOG}
行政裁决|行政管理信息|2022-01-01|validity|0|{CATALOG}
行政补偿|行政管理信息|2022-01-01|validity|0|{CATALOG}
行政奖励|行政管理信息|2022-01-01|validity|0|{CATALOG}
行政检查|行政管理信息|2022-01-01|validity|0|{CATALOG}
行政监督检查|行政管理信息|2022-01-01|validity|0|{CATALOG}
行政强制|行政管理信息|2022-01-01|validity|0|{CATALOG}
行政处罚|行政管理信息|2022-01-01|months|36|{REPAIR}
警告|行政管理信息|2022-01-01|months|12|{REPAIR}
通报批评|行政管理信息|2022-01-01|months|12|{REPAIR}
罚款|行政管理信息|2022-01-01|months|12|{REPAIR}
没收违法所得、没收非法财物|行政管理信息|2022-01-01|months|12|{REPAIR}
责令停产停业|行政管理信息|2022-01-01|months|36|{REPAIR}
暂扣许可证件|行政管理信息|2022-01-01|months|36|{REPAIR}
吊销许可证件|行政管理信息|2022-01-01|months|36|{REPAIR}
降低资质等级|行政管理信息|2022-01-01|months|36|{REPAIR}
限制开展生产经营活动|行政管理信息|2022-01-01|months|36|{REPAIR}
责令关闭|行政管理信息|2022-01-01|months|36|{REPAIR}
限制从业|行政管理信息|2022-01-01|months|36|{REPAIR}
行政拘留|行政管理信息|2022-01-01|months|36|{REPAIR}
欠税公告|行政管理信息|2022-01-01|open|0|{CATALOG}
经营异常名录|经营（活动）异常名录（状态）信息|2022-01-01|open|0|{CATALOG}
严重失信主体名单|严重失信主体名单信息|2022-01-01|open|0|{CATALOG}
重大税收违法|严重失信主体名单信息|2022-01-01|months|36|国家税务总局令第54号
拖欠农民工工资|严重失信主体名单信息|2022-01-01|months|36|人力资源社会保障部令第45号
合同履行|合同履行信息|2022-01-01|validity|0|{CATALOG}
信用承诺|信用承诺及履行情况信息|2022-01-01|validity|0|{CATALOG}
信用评价|信用评价结果信息|2022-01-01|validity|0|{CATALOG}
荣誉|诚实守信相关荣誉信息|2022-01-01|validity|0|{CATALOG}
守信激励|诚实守信相关荣誉信息|2022-01-01|validity|0|{CATALOG}
知识产权|知识产权信息|2024-03-01|validity|0|{CATALOG}（2024年版）
信用修复||2022-01-01|event|0|{REPAIR}
异议处理||2022-01-01|event|0|河南省社会信用条例
失信惩戒|||absent|0|{CATALOG}：惩戒措施不是信用信息
其他|||absent|0|{CATALOG}
"""

ENDS = ["validity", "months", "open", "event", "absent"]


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def main():
    rows = [line.split("|") for line in TABLE.strip().splitlines()]
    kinds = [row[0] for row in rows]
    assert len(kinds) == len(set(kinds)), "a kind comes twice"
    text = (
        "// Kinds of items that may be in credit records, and how long each is public.\n"
        "// Made by Scripts/tables/credit.py, which names its sources; do not edit.\n"
        f"// Date: {DATE}.\n"
        '#include "guiyi_credit.h"\n\n'
        f"const int32_t guiyi_credit_ceiling_months = {CEILING_MONTHS};\n\n"
        "static const struct { const char *kind, *class_name, *basis; int32_t since, end, months; } rows[] = {\n"
    )
    for kind, class_name, since, end, months, basis in rows:
        assert end in ENDS and 0 <= int(months) <= CEILING_MONTHS, kind
        day = since.replace("-", "") or "0"
        text += f"  {{{quoted(kind)}, {quoted(class_name)}, {quoted(basis)}, {day}, {ENDS.index(end)}, {months}}},\n"
    text += "};\n\nconst int32_t guiyi_credit_kind_count = sizeof rows / sizeof rows[0];\n"
    for name, member, kind in [
        ("kind", "kind", "const char *"),
        ("class", "class_name", "const char *"),
        ("basis", "basis", "const char *"),
        ("since", "since", "int32_t "),
        ("end", "end", "int32_t "),
        ("months", "months", "int32_t "),
    ]:
        text += f"{kind}guiyi_credit_{name}(int32_t index) {{ return rows[index].{member}; }}\n"
    TARGET.write_text(text, encoding="utf-8")
    print(f"{TARGET.name}: {len(rows)} kinds")


if __name__ == "__main__":
    main()

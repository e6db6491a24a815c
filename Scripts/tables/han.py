#!/usr/bin/env python3
"""Compiles the tables about Chinese characters in Sources/CGuiyiHan.

    pip install pypinyin==0.55.0 opencc-python-reimplemented==0.1.7 Faker==40.54.0 jionlp==1.5.31
    Scripts/tables/han.py [DATE]      writes Sources/CGuiyiHan/*.c

Only facts about characters are taken: readings, simplified forms, codes and frequencies, never a definition.
What the packages do not say (surname readings, lawful variants of surnames, look-alikes that people really
mix up) stands in this file. The output depends on nothing but the versions that its head names.
"""

import datetime
import importlib.metadata
import importlib.util
import json
import pathlib
import re
import sys
import unicodedata
import zipfile
from collections import defaultdict

ROOT = pathlib.Path(__file__).resolve().parents[2]
OUT = ROOT / "Sources" / "CGuiyiHan"
FIRST, LAST = 0x3400, 0x9FFF
# In the table of folds: the character is compared as one outside the basic plane, which stands among the others.
AMONG_OTHERS = 1
PACKAGES = {"pypinyin": "MIT", "opencc-python-reimplemented": "Apache-2.0", "Faker": "MIT", "jionlp": "Apache-2.0"}

# Readings that a character has as a surname and that differ from its usual one; a second one is as good.
SURNAME_READINGS = {
    "单": "shan", "解": "xie", "仇": "qiu", "任": "ren", "曾": "zeng", "查": "zha", "盖": "ge gai", "朴": "piao",
    "区": "ou", "翟": "zhai di", "缪": "miao", "覃": "qin tan", "尉": "wei yu", "华": "hua", "洗": "xian", "冼": "xian",
    "乐": "yue le", "员": "yun", "贠": "yun", "繁": "po", "种": "chong", "秘": "bi mi", "折": "she", "黑": "he hei",
    "那": "na", "佟": "tong", "逄": "pang", "乜": "nie", "召": "shao", "车": "che", "葛": "ge", "句": "gou",
    "阚": "kan", "隗": "wei kui", "令": "ling", "宓": "mi fu", "宁": "ning", "甯": "ning", "祭": "zhai", "强": "qiang",
    "瞿": "qu", "沈": "shen", "谌": "chen shen", "盛": "sheng", "宿": "su", "庹": "tuo", "郇": "xun huan", "燕": "yan",
    "叶": "ye", "应": "ying", "臧": "zang", "卜": "bu", "柏": "bai bo", "薄": "bo", "晁": "chao", "都": "du",
    "幺": "yao", "过": "guo", "观": "guan", "藏": "zang", "钭": "tou", "逯": "lu", "能": "nai", "尹": "yin",
    "相": "xiang", "角": "jue", "贲": "ben", "褚": "chu", "郗": "xi chi", "郝": "hao", "俞": "yu", "於": "yu",
    "莘": "shen xin", "岑": "cen", "长": "zhang chang", "纪": "ji", "石": "shi", "曲": "qu", "牟": "mou mu", "尧": "yao",
    "适": "kuo", "洪": "hong", "呙": "guo", "哈": "ha", "仉": "zhang", "撒": "sa", "干": "gan", "占": "zhan",
    "谷": "gu", "车": "che", "丁": "ding", "万": "wan", "南": "nan", "于": "yu", "殷": "yin", "降": "jiang",
    "邸": "di", "邰": "tai", "逯": "lu", "桑": "sang", "闫": "yan", "阎": "yan", "祝": "zhu", "行": "xing hang",
    "么": "yao", "尢": "you", "亓": "qi", "妫": "gui", "昝": "zan", "缑": "gou", "仝": "tong", "佴": "nai",
}
COMPOUND_READINGS = {
    "尉迟": "yu chi", "万俟": "mo qi", "单于": "chan yu", "长孙": "zhang sun", "澹台": "tan tai", "令狐": "ling hu",
    "亓官": "qi guan", "乐正": "yue zheng", "鲜于": "xian yu", "淳于": "chun yu", "宰父": "zai fu", "皇甫": "huang fu",
    "中行": "zhong hang", "吐谷": "tu yu", "贺若": "he ruo", "宿勤": "su qin",
}
COMPOUNDS = (
    "欧阳 上官 皇甫 令狐 司徒 诸葛 司马 夏侯 尉迟 公孙 慕容 长孙 宇文 东方 轩辕 端木 独孤 南宫 西门 申屠 呼延 闻人 "
    "公冶 淳于 单于 太叔 澹台 濮阳 赫连 拓跋 完颜 万俟 钟离 闾丘 司空 亓官 司寇 颛孙 巫马 公西 漆雕 乐正 公良 夹谷 宰父 "
    "谷梁 段干 百里 东郭 南门 羊舌 微生 梁丘 左丘 东门 第五 鲜于 纳兰 公羊 仲孙 子车 轩辕 壤驷"
).split()
# Surnames of the Song dynasty's list that are too rare for a frequency table.
RARE_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛"
    "雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强"
    "贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠"
    "甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸"
    "籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍却璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终"
    "暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公"
    "仉督晋楚闫法汝鄢涂钦岳帅缑亢况郈有琴商牟佘佴伯赏墨哈谯笪年爱阳佟言福肖付代邸闪仝苑兰丘候区曲逢逄朴贠员覃苟敬鹿代原展宣化庹战母吾"
)
# Surnames written two ways by law, by a withdrawn reform of characters or by habit; the first stands for all.
SURNAME_VARIANTS = [
    "傅付", "萧肖", "阎闫", "戴代", "邱丘", "蓝兰", "于於", "侯候", "宁甯", "员贠", "仝同", "褚禇", "钟锺", "段叚", "欧区",
    "豫予", "郄郤", "范笵", "尚尙", "曲麹麴", "党黨",
]
# Graphic variants beyond traditional and simplified; compared as equal, never stored.
VARIANTS = {
    "峯": "峰", "羣": "群", "勳": "勋", "煇": "辉", "烱": "炯", "珎": "珍", "詠": "咏", "韻": "韵", "逈": "迥", "鍊": "炼",
    "綵": "彩", "珮": "佩", "澂": "澄", "濬": "浚", "崐": "昆", "崑": "昆", "崙": "仑", "叡": "睿", "邨": "村", "菓": "果",
    "陞": "升", "昇": "升", "犇": "奔", "暎": "映", "栢": "柏", "粧": "妆", "埜": "野", "嵗": "岁", "锺": "钟", "鉅": "巨",
    "衞": "卫", "冦": "寇", "髙": "高", "晧": "皓", "皜": "皓", "炤": "照", "曌": "照", "臯": "皋", "呌": "叫", "凃": "涂",
    "彥": "彦", "產": "产", "顏": "颜", "吳": "吴", "呂": "吕", "户": "户", "戸": "户", "戶": "户", "黃": "黄", "强": "强",
    "強": "强", "彊": "强", "淸": "清", "靑": "青", "眞": "真", "愼": "慎", "兪": "俞", "郞": "郎", "敎": "教", "溫": "温",
    "內": "内", "別": "别", "兌": "兑", "說": "说", "悅": "悦", "閲": "阅", "閱": "阅", "稅": "税", "豔": "艳", "艷": "艳",
    "汙": "污", "脩": "修", "祕": "秘", "畧": "略", "災": "灾", "異": "异", "喦": "岩", "巖": "岩", "嵒": "岩", "厐": "庞",
    "劒": "剑", "劎": "剑", "凢": "凡", "亊": "事", "沪": "沪", "旾": "春", "囯": "国", "圀": "国", "囶": "国", "贤": "贤",
}
# Simplified forms of their own; the tables of the package would fold them into another character.
KEEP = set("乾徵藉甯")
# Look-alikes that handwriting and scanners really mix up.
SHAPES = (
    "己已巳 日曰 末未 士土 千干于 天夭 晴睛 侯候 祁祈 冼洗 刑邢 徒徙 茶荼 令今 毕华 王玉 申甲由田 闵阂 戊戌戍 玥钥 琪琦 颖颍 "
    "人入八 大太犬 木本 目且 贝见 午牛 未朱 历厉 刀力 刁习 九丸 久夕 勺匀 予矛 仑仓 伦伧 治冶 冷泠 准淮 次冼 凉谅 "
    "建健 崔催 佳住 任仕 仔孖 伸坤 何河 侍待 俊竣 傅博 亨享 京景 亮高 党觉 兰三 兴共 冯马 凤风 刚钢 列烈 利和 "
    "勤勒 包句 北比 卓早 卞下 卢户 印卬 厂广 又叉 友发 叔淑 古吉 史吏 吕品 吴昊 呈程 周同 员贠 哲喆 唐康 "
    "圭佳 均钧 坚竖 城诚 培陪 堂棠 墨黑 壮状 夏复 多夕 奎圭 奕弈 妹姝 妍研 姗册 娅亚 娇矫 婉碗 婧靖 媛缓 "
    "嫒媛 孟盂 季李 宇字 宣宜 家冢 容客 寇冠 寿春 小少 尚向 尹伊 屏萍 岑芩 岗冈 岩若 峙恃 巍魏 巨臣 帅师 席度 "
    "平乎 庄压 庆厌 应庄 廷延 弓引 张帐 弛驰 形彤 彬杉 彭澎 徽微 志忘 怀杯 思恩 恒桓 悦说 惠慧 愉渝 "
    "慕暮 戴載 扬杨 抉块 抗杭 拓柘 振震 捷婕 掖液 提堤 摇瑶 撒撤 政改 敏每 斌武 斐裴 斓澜 方万 旭旮 旺汪 "
    "昌晶 昕听 易昜 星皇 春舂 昱显 晋普 晓哓 晖辉 晗皓 晨農 暄喧 暖缓 曼蔓 月目 朋明 朗郎 杏否 来米 杰然 "
    "松柏 林材 枫机 柏伯 柯河 柱桂 栋拣 根恨 格洛 桃挑 桐洞 桑某 梁粱 梅海 梓辛 棋祺 森林 楚楷 楠南 榕容 "
    "欣新 欧殴 欢观 毅殳 水永 汇江 汉汊 汝沐 沁泌 沈沉 沙妙 沛浦 泓弘 泽择 洁浩 洋详 洪哄 津律 浩洁 浦埔 "
    "涛铸 润闰 涵函 淇琪 淑叔 淼森 清情 渊洲 湘相 滢莹 漫慢 潇萧 澄橙 炎焱 炜伟 炳柄 焕换 煜昱 熙照 燕蒸 "
    "爱受 牟牛 珂柯 珊删 珍诊 班斑 球求 理埋 琛深 琳林 琴瑟 琼凉 瑜愉 瑞端 瑾谨 璇旋 璐露 甫浦 甯宁 畅杨 "
    "白自 百白 皓浩 盈盆 盖盏 睿容 矣吴 石右 祖租 祥详 禄碌 禹离 秀季 科料 程呈 穆稳 立力 竹付 笑芙 筠均 "
    "简筒 素索 红江 纪记 纯钝 练炼 绍昭 绣锈 维唯 缪谬 罗岁 美姜 羽习 翠萃 翰瀚 耀跃 聂耳 肖尚 育肓 胜性 "
    "胡湖 臧藏 自目 舒野 艳绝 芝之 芬芳 花化 芸云 苏办 苗笛 茂荗 范苑 茹如 荀苟 荣茱 莉利 莎沙 莹萤 菁青 "
    "菊鞠 菲非 萌荫 蒋将 蓉容 蓓倍 蓝监 蔚尉 蔡葵 蕾雷 薇微 虎虏 虹虾 蛟姣 袁哀 裘袭 褚诸 西酉 覃潭 许评 "
    "诗侍 谢榭 谭潭 贵责 贺货 赖懒 赵起 超起 跃耀 路露 轩杆 辉挥 辰展 边达 进井 远还 迪油 逸免 邓郑 邱丘 邵郡 "
    "邹邻 郁都 郎朗 郝赫 郭敦 鄢焉 金全 鑫淼 钊钏 钟种 钱线 铭名 锋峰 锐悦 锦绵 镇真 长卡 闫闰 闻间 阮院 "
    "阳阴 陆陈 陶淘 隋随 雁鹰 雨两 雪雷 雯文 霍霜 霞暇 静净 韦书 韩翰 项顶 顺须 颜颇 飞飞 馨磬 马鸟 骁晓 高亮 "
    "魁魅 鲁鱼 鸣鸿 鹏朋 鹤鹳 麦夌 黎犁 龙尤 龚龛 尢尤 夬央 冰水 贠负 亓元 仉仇 佘余 舍佘 仝全 仵件 佟终 "
    "曰日 毋母 毌毋 汆余 祢弥 逯录 酆鄷 郗郤 鞠菊 麴曲"
).split()
# Transliterated names: writings of one sound group in use; the first stands for all.
TRANSLITERATIONS = [
    "阿卜杜 阿布都 阿不都 阿卜都 阿布杜 阿不杜 阿部都", "买买提 麦麦提 穆罕默德 默罕默德 买麦提 麦买提 穆罕麦德", "艾合买提 艾合麦提 艾海提 阿合买提",
    "吐尔逊 图尔逊 吐尔荪 图尔荪", "热合曼 热合满 热赫曼 拉赫曼", "木沙 穆萨 木萨", "依明 伊明", "依布拉音 易卜拉欣 伊布拉音 伊卜拉欣 依布拉英",
    "买合木提 麦合木提 买哈木提 马合木提", "古丽 古力 姑丽", "努尔 奴尔", "阿依 阿伊", "克孜 柯孜", "吾甫尔 乌甫尔 吾普尔", "尼亚孜 尼牙孜",
    "卡德尔 喀迪尔 卡迪尔 卡地尔", "吐拉洪 图拉洪", "扎西 札西", "次仁 才仁 泽仁", "卓玛 卓嘎玛 着玛", "多吉 多杰", "旺堆 旺兑",
    "巴特尔 巴图尔 巴图", "乌云 乌伊", "其其格 琪琪格 齐齐格", "斯琴 苏琴",
]
# A syllable's dialect-merged spelling: what Henan speakers and fuzzy input methods do not keep apart.
F_AS_HU = {"fa": "hua", "fan": "huan", "fang": "huan", "fei": "hui", "fen": "hun", "feng": "hun", "fo": "huo",
           "fou": "hou", "fu": "hu"}


def merged(syllable):
    if syllable in F_AS_HU:
        return F_AS_HU[syllable]
    s = re.sub(r"^([zcs])h", r"\1", syllable)
    if len(s) > 1 and s[0] == "n" and s != "ng":
        s = "l" + s[1:]
    return re.sub(r"([aei])ng$", r"\1n", s)


def folder(package):
    spec = importlib.util.find_spec(package)
    return pathlib.Path(next(iter(spec.submodule_search_locations)))


def readings():
    """Toneless readings by scalar, most usual first, as the package orders them."""
    from pypinyin.contrib.tone_convert import to_normal
    from pypinyin.pinyin_dict import pinyin_dict

    result = {}
    for scalar, text in pinyin_dict.items():
        seen = []
        for reading in text.split(","):
            plain = to_normal(reading).replace("ü", "v").replace("ê", "e")
            if plain not in seen and plain not in ("hm", "hng", "m", "n", "ng"):
                seen.append(plain)
        if seen:
            result[scalar] = seen
    return result


def characters():
    """Modern characters: (structure, four-corner code, components, Wubi code, modern readings)."""
    from pypinyin.contrib.tone_convert import to_normal

    archive = zipfile.ZipFile(folder("jionlp") / "dictionary" / "chinese_char_dictionary.zip")
    result = {}
    for line in archive.read("chinese_char_dictionary.txt").decode("utf-8").split("\n"):
        fields = line.split("\t")
        if len(fields) < 8 or len(fields[0]) != 1:
            continue
        spoken = {to_normal(r.strip()).replace("ü", "v") for r in re.findall(r"\[([^\]]+)\]", fields[7])}
        result[fields[0]] = (fields[2], fields[3], fields[4], fields[6], spoken)
    return result


def frequencies():
    archive = zipfile.ZipFile(folder("jionlp") / "dictionary" / "char_distribution.zip")
    counts = {}
    for line in archive.read("char_distribution.json").decode("utf-8").split("\n"):
        try:
            character, count = json.loads(line)
        except ValueError:
            continue
        counts[character] = count
    order = sorted((c for c in counts if len(c) == 1 and FIRST <= ord(c) <= LAST), key=lambda c: (-counts[c], c))
    return {c: rank for rank, c in enumerate(order)}


def simplified():
    """Character to the one it is compared as; chains are followed to their end."""
    table = {}
    lines = (folder("opencc") / "dictionary" / "TSCharacters.txt").read_text("utf-8").splitlines()
    for line in lines:
        source, _, targets = line.partition("\t")
        target = targets.split(" ")[0]
        if len(source) == 1 and len(target) == 1 and source != target:
            table[source] = target
    table.update({k: v for k, v in VARIANTS.items() if k != v})
    for scalar in [*range(0x2E80, 0x2FD6), *range(0xF900, 0xFB00), *range(0x2F800, 0x2FA20)]:
        character = chr(scalar)
        normal = unicodedata.normalize("NFKC", character)
        if normal != character and len(normal) == 1:
            table[character] = normal
    for character in KEEP:
        table.pop(character, None)
    for source in list(table):
        target = table[source]
        while target in table:
            target = table[target]
        table[source] = target
    return table


def hamming(a, b):
    length = max(len(a), len(b))
    return sum(x != y for x, y in zip(a.ljust(length, "."), b.ljust(length, ".")))


def look_alike(a, b):
    """Whether two characters share a part and nearly all of their shape codes, or their whole Wubi code."""
    same_corners, same_structure = a[1][:4] == b[1][:4], a[0] == b[0]
    shared, wubi = set(a[2]) & set(b[2]), hamming(a[3], b[3])
    if wubi == 0:
        return True
    if same_corners and wubi <= 1:
        return True
    return bool(shared) and same_structure and (wubi <= 1 or (same_corners and wubi <= 2))


def shapes(chars, rank, fold):
    near = defaultdict(set)

    def add(a, b):
        a, b = fold.get(a, a), fold.get(b, b)
        if a != b and FIRST <= ord(a) <= LAST and FIRST <= ord(b) <= LAST:
            near[a].add(b)
            near[b].add(a)

    common = [c for c in chars if c not in fold and rank.get(c, 10**6) < 8000 and len(chars[c][3]) >= 2 and len(chars[c][1]) >= 4]
    buckets = defaultdict(list)
    for c in common:
        corners, wubi = chars[c][1], chars[c][3]
        for i in range(4):
            buckets["f", i, corners[:i] + corners[i + 1 : 4]].append(c)
        for i in range(len(wubi)):
            buckets["w", i, len(wubi), wubi[:i] + wubi[i + 1 :]].append(c)
    for bucket in buckets.values():
        for i, a in enumerate(bucket):
            for b in bucket[i + 1 :]:
                if look_alike(chars[a], chars[b]):
                    add(a, b)
    for group in SHAPES:
        for a in group:
            for b in group:
                add(a, b)
    return near


def surname_weights():
    from faker.providers.person.zh_CN import Provider

    weights = dict(Provider.last_names)
    return weights


def head(title):
    lines = [f"// {title}", "// Generated by Scripts/tables/han.py; do not edit."]
    for package, licence in PACKAGES.items():
        lines.append(f"// Source: {package} {importlib.metadata.version(package)} ({licence}), Python package index.")
    lines.append(f"// Date: {sys.argv[1] if len(sys.argv) > 1 else datetime.date.today().isoformat()}.")
    lines.append('#include "CGuiyiHan.h"')
    return lines


def array(kind, name, values):
    lines = [f"const {kind} {name}[{len(values)}] = {{"]
    row = ""
    for value in values:
        text = f"{value},"
        if len(row) + len(text) > 118:
            lines.append(row)
            row = ""
        row += text
    return lines + [row, "};"]


def main():
    read, chars, rank, fold = readings(), characters(), frequencies(), simplified()
    spellings = sorted({s for r in read.values() for s in r} | {s for r in SURNAME_READINGS.values() for s in r.split()})
    identifier = {s: i + 1 for i, s in enumerate(spellings)}
    classes = sorted({merged(s) for s in spellings})
    class_of = {s: classes.index(merged(s)) + 1 for s in spellings}

    def first_two(scalar):
        all_readings = read.get(scalar, [])
        if not all_readings:
            return 0, 0
        modern = chars.get(chr(scalar))
        others = [r for r in all_readings[1:] if modern and r in modern[4]]
        return identifier[all_readings[0]], identifier[others[0]] if others else 0

    # Simplified forms carry the readings; a traditional form is folded before it is read.
    block = range(FIRST, LAST + 1)
    usual = [first_two(c) for c in block]
    folds = []
    outside = {}
    for scalar in block:
        target = ord(fold.get(chr(scalar), chr(scalar)))
        folds.append(0 if target == scalar else AMONG_OTHERS if target > 0xFFFF else target)
        if target > 0xFFFF:
            outside[scalar] = (usual[scalar - FIRST][0], target)
    for scalar in set(read) | {ord(c) for c in fold}:
        if not FIRST <= scalar <= LAST:
            target = ord(fold.get(chr(scalar), chr(scalar)))
            outside[scalar] = (first_two(scalar)[0] or first_two(target)[0], 0 if target == scalar else target)

    near = shapes(chars, rank, fold)
    starts, lists = [], []
    for scalar in block:
        starts.append(len(lists))
        lists += sorted(ord(c) for c in near.get(chr(scalar), ()))
    starts.append(len(lists))
    assert len(lists) < 65536

    weights = surname_weights()
    order = sorted(weights, key=lambda s: (-weights[s], s))
    ranks = {s: i + 1 for i, s in enumerate(order)}
    representative = {c: group[0] for group in SURNAME_VARIANTS for c in group}
    singles = {s for s in order if len(s) == 1} | set(RARE_SURNAMES) | set(SURNAME_READINGS) | set(representative)
    singles = sorted(c for c in singles if c not in fold or c in representative)
    surname_rows = []
    for c in singles:
        names = SURNAME_READINGS.get(c, "").split()
        one = identifier[names[0]] if names else first_two(ord(c))[0]
        two = identifier[names[1]] if len(names) > 1 else 0
        is_surname = int(c in ranks or c in RARE_SURNAMES or c in SURNAME_READINGS)
        surname_rows.append(f"{{{ord(c)},{ord(representative.get(c, c))},{one},{two},{ranks.get(c, 9999) if is_surname else 0}}},")
    compounds = sorted(set(COMPOUNDS) | {s for s in order if len(s) == 2}, key=lambda s: (ord(s[0]), ord(s[1])))
    compound_rows = []
    for c in compounds:
        sounds = COMPOUND_READINGS.get(c, "").split() or [read[ord(x)][0] for x in c]
        compound_rows.append(
            f"{{{ord(c[0])},{ord(c[1])},{identifier[sounds[0]]},{identifier[sounds[1]]},{ranks.get(c, 9999)}}},")

    def padded(text):
        return "{" + ",".join(str(ord(c)) for c in text) + ",0" * (7 - len(text)) + "}"

    writings = []
    for group in TRANSLITERATIONS:
        words = group.split()
        writings += [(w, words[0]) for w in words[1:]]
    writings.sort(key=lambda pair: (-len(pair[0]), pair[0]))

    text = head("Readings of Chinese characters without tones, by code point from U+3400.")
    text += array("uint16_t", "guiyi_han_first_reading", [u[0] for u in usual])
    text += array("uint16_t", "guiyi_han_second_reading", [u[1] for u in usual])
    (OUT / "readings.c").write_text("\n".join(text) + "\n", "utf-8")

    text = head("The character each one is compared as (0: itself, 1: see the others), by code point from U+3400, and look-alikes.")
    text += array("uint16_t", "guiyi_han_fold", folds)
    text += array("uint16_t", "guiyi_han_shape_start", starts)
    text += array("uint16_t", "guiyi_han_shape", lists)
    (OUT / "shapes.c").write_text("\n".join(text) + "\n", "utf-8")

    text = head("Characters outside the block: scalar, reading, the character it is compared as (0: itself).")
    rows = [f"{{{s},{outside[s][1]},{outside[s][0]}}}" for s in sorted(outside)]
    text += array("struct guiyi_han_other", "guiyi_han_others", rows)
    text += [f"const int32_t guiyi_han_other_count = {len(rows)};"]
    (OUT / "others.c").write_text("\n".join(text) + "\n", "utf-8")

    text = head("Surnames, syllables and writings of transliterated names.")
    text += [f"const struct guiyi_han_surname guiyi_han_surnames[{len(surname_rows)}] = {{", *surname_rows, "};"]
    text += [f"const int32_t guiyi_han_surname_count = {len(surname_rows)};"]
    text += [f"const struct guiyi_han_compound guiyi_han_compounds[{len(compound_rows)}] = {{", *compound_rows, "};"]
    text += [f"const int32_t guiyi_han_compound_count = {len(compound_rows)};"]
    text += [f"const struct guiyi_han_writing guiyi_han_writings[{len(writings)}] = {{"]
    text += [f"{{{padded(a)},{padded(b)},{len(a)},{len(b)}}}," for a, b in writings] + ["};"]
    text += [f"const int32_t guiyi_han_writing_count = {len(writings)};"]
    text += [f"const char guiyi_han_spelling[{len(spellings) + 1}][8] = {{", '"",']
    text += [f'"{s}",' for s in spellings] + ["};"]
    text += array("uint16_t", "guiyi_han_sound_class", [0] + [class_of[s] for s in spellings])
    text += [f"const int32_t guiyi_han_syllable_count = {len(spellings) + 1};"]
    (OUT / "names.c").write_text("\n".join(text) + "\n", "utf-8")
    print(f"{len(spellings)} syllables in {len(classes)} classes, {len(fold)} folds, {len(lists) // 2} look-alike pairs, "
          f"{len(surname_rows)} surnames, {len(compound_rows)} compound, {len(outside)} outside the block")


if __name__ == "__main__":
    main()

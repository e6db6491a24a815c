/// The one style sheet, inside every page: system fonts, calm colours, A4.
package enum ReportStyle {
  package static let text = """
    :root{--ink:#1c2733;--soft:#5c6b7a;--line:#d9e0e6;--tint:#f5f7f9;--brand:#1f4e6e;--good:#3b7d63;--bad:#a8402f;--warn:#b07d1a;--calm:#6b7c8d}
    *{box-sizing:border-box}
    html{-webkit-text-size-adjust:100%}
    body{margin:0;background:#eef1f4;color:var(--ink);font:15px/1.65 "Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei","Hiragino Sans GB",system-ui,sans-serif;font-variant-numeric:tabular-nums}
    main{max-width:1040px;margin:24px auto;background:#fff;padding:44px 52px 36px;border-radius:6px;box-shadow:0 1px 3px rgba(20,40,60,.12)}
    header{border-bottom:3px solid var(--brand);padding-bottom:18px;margin-bottom:26px}
    header p.over{margin:0;color:var(--soft);letter-spacing:.12em;font-size:13px}
    h1{font-size:29px;line-height:1.3;margin:4px 0 10px;color:var(--brand)}
    header dl{display:flex;flex-wrap:wrap;gap:2px 26px;margin:0;font-size:13px;color:var(--soft)}
    header dl div{display:flex;gap:8px}dt{flex:none}dd{margin:0;color:var(--ink)}
    h2{font-size:19px;margin:38px 0 10px;padding-left:12px;border-left:5px solid var(--brand);line-height:1.35}
    h2 .n{color:var(--soft);font-weight:400;font-size:15px;margin-left:8px}
    h3{font-size:15.5px;margin:0;line-height:1.5}
    p{margin:6px 0}.note{color:var(--soft);font-size:13px}
    .cards{display:grid;grid-template-columns:repeat(5,1fr);gap:12px;margin:14px 0 8px}
    .card{border:1px solid var(--line);border-radius:6px;padding:12px 14px 10px;background:var(--tint)}
    .card b{display:block;font-size:25px;line-height:1.25;font-weight:650}.card span{font-size:12.5px;color:var(--soft)}
    .card.bad b{color:var(--bad)}.card.warn b{color:var(--warn)}.card.calm b{color:var(--calm)}.card.brand b{color:var(--brand)}
    .due{margin:14px 0;border-left:4px solid var(--bad);background:#fbf3f1;padding:10px 14px}.due b{color:var(--bad)}
    ol.todo{margin:8px 0 0;padding:0;list-style:none;counter-reset:t}
    ol.todo li{counter-increment:t;display:grid;grid-template-columns:30px 1fr auto;gap:4px 8px;padding:9px 0;border-top:1px solid var(--line)}
    ol.todo li::before{content:counter(t);width:22px;height:22px;border-radius:50%;background:var(--brand);color:#fff;text-align:center;font-size:12.5px;line-height:22px;margin-top:2px}
    ol.todo .many{color:var(--soft);white-space:nowrap}
    table{width:100%;border-collapse:collapse;font-size:13.5px;margin:8px 0}
    th{font-weight:600;text-align:left;color:var(--soft);border-bottom:1.5px solid var(--ink);padding:6px 10px 6px 0;font-size:12.5px;vertical-align:bottom}
    td{border-bottom:1px solid var(--line);padding:6px 10px 6px 0;vertical-align:top;overflow-wrap:anywhere}
    td:first-child,td:last-child:not(.r){min-width:5.5em}th.r,td.r{text-align:right;white-space:nowrap}tr.sum td{font-weight:650;border-bottom:1.5px solid var(--ink)}
    td.res{font-weight:600;background:var(--tint);padding-left:8px}td .code,.code{color:var(--soft);font-weight:400;font-size:12.5px}
    svg{display:block}td svg{margin-top:5px}
    .tag{display:inline-block;border-radius:3px;padding:0 7px;font-size:12px;line-height:20px;font-weight:600;color:#fff;background:var(--calm);white-space:nowrap}
    .tag.blocking,.tag.confirmed{background:#7c1f1f}.tag.serious,.tag.evidenced{background:var(--bad)}.tag.normal,.tag.suspected{background:var(--warn)}.tag.hint,.tag.lead{background:var(--calm)}
    .tag.line{background:none;color:var(--soft);border:1px solid var(--line);line-height:18px}
    .rule{border:1px solid var(--line);border-radius:6px;padding:12px 16px 10px;margin:12px 0}
    .rule .head{display:flex;gap:8px;align-items:baseline}.rule .head h3{flex:1}.rule .head .count{font-weight:650;white-space:nowrap}
    .rule .do{margin:2px 0 4px;color:var(--ink)}.rule table{font-size:12.5px;margin:4px 0 0;table-layout:fixed}.rule th.f{width:34%}.rule th.r{width:9%}.rule th.c{width:19%}.rule td.r,.rule th.r{padding-right:22px}.rule th{border-bottom:1px solid var(--line)}.rule tr:last-child td{border-bottom:0}
    .grid{display:grid;grid-template-columns:max-content 1fr;gap:3px 16px;font-size:13.5px;margin:8px 0 2px}.grid dt{color:var(--soft)}
    .legend{display:flex;flex-wrap:wrap;gap:4px 18px;font-size:12.5px;color:var(--soft);margin-top:4px}.legend i{display:inline-block;width:10px;height:10px;border-radius:2px;margin-right:6px}
    p.lang{float:right;margin:-20px 0 0;font-size:13px}
    p.sub{font-weight:650;margin:20px 0 0;font-size:15.5px}
    a{color:var(--brand)}footer{margin-top:38px;border-top:1px solid var(--line);padding-top:12px;color:var(--soft);font-size:12.5px}
    .letter h1{text-align:center;color:var(--ink);font-size:24px;margin:18px 0 6px}.letter p.number{text-align:center;color:var(--soft)}.letter p.body{text-indent:2em}.letter h3{margin:16px 0 4px}.letter li{margin:4px 0}.letter p.sign{text-align:right;margin:60px 40px 0 0;line-height:2.2}
    div.form{margin-bottom:34px}table.form th{width:26%;border-bottom:1px solid var(--line);vertical-align:top}
    td.k,.heads td:first-child{white-space:nowrap}.heads td:nth-child(2){width:25%}ul.many{columns:2;column-gap:24px;margin:0;padding:0;list-style:none}ul.many li{break-inside:avoid}
    @media screen{thead th{position:sticky;top:0;background:#fff;box-shadow:inset 0 -1px 0 var(--soft)}}
    @media screen and (max-width:760px){main{padding:22px 18px;margin:0}.cards{grid-template-columns:repeat(2,1fr)}}
    @page{size:A4;margin:15mm 14mm 16mm}
    @media print{body{background:#fff;font-size:9.6pt;line-height:1.5}main{margin:0;padding:0;box-shadow:none;max-width:none}h1{font-size:19pt}h2{font-size:13pt;margin-top:20pt;break-after:avoid}h3,.rule .head,p.sub,.note,.due{break-after:avoid}
    .rule,.card,.due,li,tr,svg{break-inside:avoid}table,.rule table{font-size:8.8pt}thead{display:table-header-group}.card b{font-size:16pt}.cards{gap:6pt}p.lang{display:none}div.form{break-after:page}div.form:last-of-type{break-after:auto}.heads tr{break-inside:auto}tr.sum,footer{break-before:avoid}*{-webkit-print-color-adjust:exact;print-color-adjust:exact}a{color:inherit;text-decoration:none}}
    """
}

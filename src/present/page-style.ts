/** The page's whole style: its hash stands in the page's policy, so nothing may be put into it from data. */
export const pageStyle = `
:root{color-scheme:light dark;--paper:#fcfbf9;--card:#fff;--ink:#1c1e22;--soft:#5b616b;--line:#e2dfd8;--code:#f3f1ec;--good:#1b7340;--bad:#b3261e;--warn:#8a5800;--open:#4b5f8a;--wait:#737983;--wash-good:#eaf5ee;--wash-bad:#fcedeb;--wash-warn:#fbf3e1;--wash-open:#edf1f8;--bar:#2f8f5b;--start:#9cc7ae;--waiting:#e0b04c}
@media (prefers-color-scheme:dark){:root{--paper:#15171a;--card:#1c1f23;--ink:#e8e6e1;--soft:#a2a8b2;--line:#31353b;--code:#24282d;--good:#6fcb93;--bad:#ff8f85;--warn:#ecba5c;--open:#a3b8e6;--wait:#9097a1;--wash-good:#16271d;--wash-bad:#331a18;--wash-warn:#2e2614;--wash-open:#1b2333;--bar:#57b581;--start:#3d6b52;--waiting:#a27c2b}}
*{box-sizing:border-box}
html{font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif;background:var(--paper);color:var(--ink);-webkit-text-size-adjust:100%}
body{overflow-wrap:anywhere;max-width:60rem;margin:0 auto;padding:2rem 1.25rem 4rem}
h1,h2,h3{line-height:1.25;margin:0;text-wrap:balance}
h1{font-size:1.9rem;letter-spacing:-.015em}
h2{font-size:1.15rem;margin:2.75rem 0 .9rem}
h3{font-size:1rem}
p{margin:.5rem 0}
a{color:inherit}
code,pre,.time,.source{font-family:ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.875em}
.host{color:var(--soft);font-size:.9rem;margin:0 0 1rem}
.verdict{border-radius:12px;padding:1.4rem 1.5rem;border:1px solid var(--line);border-left:6px solid}
.verdict.good{background:var(--wash-good);border-left-color:var(--good)}
.verdict.bad{background:var(--wash-bad);border-left-color:var(--bad)}
.verdict.warn{background:var(--wash-warn);border-left-color:var(--warn)}
.verdict.open{background:var(--wash-open);border-left-color:var(--open)}
.verdict h1{display:flex;gap:.6rem;align-items:flex-start}
.verdict h1 .mark{width:1.9rem;height:1.9rem;margin-top:.2rem}
.verdict .why{font-size:1.15rem;margin:.7rem 0 0}
.verdict .boots{color:var(--soft);font-size:.9rem;margin:.8rem 0 0}
.mend{margin:1.1rem 0 0}
.mend .who{font-weight:600;font-size:.9rem;margin:0 0 .3rem}
pre{margin:0;padding:.7rem .9rem;background:var(--code);border-radius:8px;white-space:pre-wrap;overflow-wrap:anywhere}
pre code{font-size:1em}
.verdict pre{background:var(--card);border:1px solid var(--line);font-size:1.05rem}
.mark{flex:none;fill:none;stroke:currentColor;stroke-width:1.7;stroke-linecap:round;stroke-linejoin:round}
.mark.good{color:var(--good)}.mark.bad{color:var(--bad)}.mark.warn{color:var(--warn)}.mark.open{color:var(--open)}.mark.wait{color:var(--wait)}
.chain{list-style:none;margin:0;padding:0;display:flex}
.chain li{flex:1 1 0;position:relative;text-align:center;font-size:.85rem;line-height:1.3;padding:0 .1rem}
.chain li .mark{width:1.7rem;height:1.7rem;display:block;margin:0 auto .35rem;background:var(--paper);border-radius:50%;position:relative}
.chain li+li::before{content:"";position:absolute;top:.8rem;left:calc(-50% + 1.15rem);width:calc(100% - 2.3rem);border-top:2px solid var(--line)}
.chain .bad{font-weight:700}
.chain .wait,.chain .wait .word{color:var(--soft)}
.chain .word{display:block;font-weight:400;font-size:.78rem;color:var(--soft)}
.findings{list-style:none;margin:0 0 1rem;padding:0}
.findings li{display:flex;gap:.55rem;margin:.3rem 0}
.findings .mark{margin-top:.3rem}
.rows{font-size:.9rem;border-top:1px solid var(--line)}
.row{display:grid;grid-template-columns:minmax(9rem,17rem) 6rem 1fr;gap:.2rem .9rem;align-items:center;padding:.22rem 0;border-bottom:1px solid var(--line)}
.row .name{display:flex;gap:.45rem;align-items:center;overflow-wrap:anywhere;min-width:0}
.row .name .mark{width:14px;height:14px}
.row.container .name{padding-left:1.3rem;color:var(--soft)}
.row .time{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums;color:var(--soft)}
.row .bar svg{display:block;width:100%;overflow:hidden}
.row .word{color:var(--soft);font-style:italic}
.row.axis{padding:.1rem 0}
.row.axis .bar{grid-column:3}
.row.axis text{fill:var(--soft);font-size:11px}
.row.fold{display:block;color:var(--soft);padding-left:1.45rem}
rect.running{fill:var(--bar)}rect.starting{fill:var(--start)}rect.waiting{fill:var(--waiting)}rect.failed{fill:var(--bad)}rect.gap{fill:var(--line)}
.legend{color:var(--soft);font-size:.8rem;display:flex;flex-wrap:wrap;gap:.2rem 1.1rem}
article{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:1rem 1.15rem;margin:0 0 .9rem}
article h3{display:flex;gap:.55rem;align-items:flex-start;overflow-wrap:anywhere}
article h3 .mark{margin-top:.12rem}
article>.id{color:var(--soft);font-size:.85rem;margin:.2rem 0 0 1.55rem;overflow-wrap:anywhere}
article>p,article>details,article>.mend{margin-left:1.55rem}
article .mend{margin-top:.7rem}
details{margin-top:.6rem}
summary{cursor:pointer;color:var(--soft);font-size:.9rem}
summary:focus-visible,a:focus-visible{outline:2px solid var(--open);outline-offset:3px;border-radius:3px}
.evidence{margin:.6rem 0 0}
.evidence .source{margin:0 0 .2rem;color:var(--soft);overflow-wrap:anywhere}
.list{list-style:none;margin:.4rem 0 0;padding:0;font-size:.92rem}
.list li{display:flex;gap:.55rem;padding:.32rem 0;border-top:1px solid var(--line);overflow-wrap:anywhere}
.list .mark{margin-top:.22rem}
.list .id{color:var(--soft);font-size:.82rem}
.note{color:var(--soft);font-size:.9rem}
.alarm{border:2px solid var(--warn);border-radius:10px;padding:.7rem 1rem;margin:0 0 1.2rem;background:var(--wash-warn)}
table{border-collapse:collapse;font-size:.92rem;margin:.5rem 0}
td,th{text-align:left;padding:.2rem 1.4rem .2rem 0;font-weight:400;vertical-align:top}
th{color:var(--soft);font-size:.85rem}
td.n{text-align:right;font-variant-numeric:tabular-nums}
.save{display:inline-block;border:1px solid var(--line);background:var(--card);border-radius:8px;padding:.4rem .9rem;text-decoration:none;margin:.4rem 0}
footer{margin-top:3rem;padding-top:1rem;border-top:1px solid var(--line);color:var(--soft);font-size:.85rem}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media (max-width:44rem){body{padding:1.1rem .9rem 3rem}h1{font-size:1.45rem}.verdict{padding:1.1rem}.verdict h1 .mark{width:1.5rem;height:1.5rem}.chain{display:block}.chain li{display:flex;gap:.6rem;align-items:center;text-align:left;padding:.18rem 0;font-size:.95rem}.chain li .mark{width:1.3rem;height:1.3rem;margin:0}.chain li+li::before{left:.6rem;top:-.28rem;width:0;height:.56rem;border-top:0;border-left:2px solid var(--line)}.chain .word{display:inline;margin-left:auto;font-size:.82rem}.row{grid-template-columns:1fr auto}.row .bar,.row.axis .bar{grid-column:1/-1}article>p,article>details,article>.mend,article>.id{margin-left:0}}
@media print{:root{--paper:#fff;--card:#fff;--ink:#000;--soft:#444;--line:#ccc;--code:#f5f5f5;--good:#1b7340;--bad:#b3261e;--warn:#8a5800;--open:#4b5f8a;--wait:#737983;--wash-good:#fff;--wash-bad:#fff;--wash-warn:#fff;--wash-open:#fff;--bar:#2f8f5b;--start:#9cc7ae;--waiting:#e0b04c}html{font-size:11px;print-color-adjust:exact;-webkit-print-color-adjust:exact}body{max-width:none;padding:0}article,.row,.verdict,.list li{break-inside:avoid}h2{break-after:avoid;margin-top:1.6rem}.save{display:none}details::details-content{content-visibility:visible;block-size:auto}.passed{display:none}}
`;

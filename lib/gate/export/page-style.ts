/** The look of the page, in one sheet without anything from elsewhere; on paper, black on white. */
export const pageStyle = `
:root{color-scheme:dark;--ground:#050807;--well:#0b110f;--panel:#131c18;--line:#26352e;--text:#d7f5df;--soft:#a3bcae;--good:#51fea4;--bad:#ff6a70;--blue:#bae4fb;--yellow:#fbdc43;--violet:#d07bf0}
*{box-sizing:border-box}
body{margin:0 auto;max-width:72rem;padding:1.5rem 1rem 4rem;background:var(--ground);color:var(--text);font:1rem/1.5 'Saira Variable',Saira,system-ui,sans-serif;overflow-wrap:anywhere}
h1{font-size:1.75rem;line-height:2rem;margin:.25rem 0}
h2{font-size:.75rem;letter-spacing:.08em;text-transform:uppercase;color:var(--soft);font-weight:500;margin:0 0 .5rem}
section{background:var(--panel);border:1px solid var(--line);padding:1rem;margin:1rem 0}
p{margin:.25rem 0}
.soft{color:var(--soft)}.good{color:var(--good)}.bad{color:var(--bad)}.blue{color:var(--blue)}.violet{color:var(--violet)}.yellow{color:var(--yellow)}
pre,code{font-family:'JetBrains Mono Variable','JetBrains Mono',ui-monospace,monospace;font-size:.875rem;font-variant-ligatures:none}
pre{background:var(--well);margin:.5rem 0;padding:.5rem 0;overflow-x:auto;tab-size:2;overflow-wrap:normal}
pre span{display:block;padding:0 .75rem;min-height:1.25rem;unicode-bidi:isolate}
pre .added{background:#51fea41a}pre .removed{background:#fe343e1f}pre .hit{background:#fe343e30;border-left:2px solid #fe343e}
table{border-collapse:collapse;width:100%;font-size:.875rem}
th{text-align:left;font-weight:500;color:var(--soft)}
th,td{padding:.25rem .75rem .25rem 0;border-top:1px solid var(--line);vertical-align:top}
td.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
.bar{position:relative;height:.75rem;min-width:10rem;background:var(--well)}
.bar i{position:absolute;top:0;bottom:0;min-width:2px;background:var(--blue)}
details summary{cursor:pointer;padding:.25rem 0}
@media print{
:root{color-scheme:light}
body{background:#fff;color:#000;padding:0;font-size:10pt}
section{background:none;border:0;border-top:1px solid #000;padding:.75rem 0;break-inside:auto}
h1,h2{break-after:avoid;color:#000}
.soft,.good,.bad,.blue,.violet,.yellow,th{color:#000}
pre{background:none;border:1px solid #999;white-space:pre-wrap}
pre span,tr{break-inside:avoid}
pre .added,pre .removed,pre .hit{background:none}pre .added{font-weight:700}pre .removed{text-decoration:line-through}
.bar{background:none;border:1px solid #999}.bar i{background:#000}
}
`

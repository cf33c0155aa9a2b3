namespace FcCreds.Drills.Reports;

/// <summary>The report's looks; without the three characters that HTML and XML write differently inside a style element.</summary>
internal static class ReportStyle
{
    public const string Sheet = """
        :root{color-scheme:light dark;--paper:#fff;--ground:#f4f5f7;--ink:#1b1f24;--quiet:#57606a;--line:#d8dee4;--good:#1a7f37;--bad:#c62828;--good-soft:#e3f5e8;--bad-soft:#fdeaea;
        --c0:#b3261e;--c1:#b35900;--c2:#7a3fb8;--c3:#8a6d00;--c4:#57606a;--bar:#3d7dd8;--moment:#6639ba;--span:#6639ba22}
        @media (prefers-color-scheme:dark){:root{--paper:#171b21;--ground:#0e1116;--ink:#e6edf3;--quiet:#9aa5b1;--line:#303842;--good:#4cc26a;--bad:#ff7b72;--good-soft:#12301b;--bad-soft:#3a1618;
        --c0:#ff7b72;--c1:#f0a04b;--c2:#c297ff;--c3:#e3c14a;--c4:#9aa5b1;--bar:#5b9bf5;--moment:#b794ff;--span:#b794ff2b}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:anywhere}
        header,main,footer{max-width:1080px;margin:0 auto;padding:0 16px}
        header{padding-top:28px}
        .product{margin:0;color:var(--quiet);font-weight:600;letter-spacing:.02em}
        h1{margin:.1em 0;font-size:1.9rem;line-height:1.2}
        h2{margin:0;font-size:1.4rem;display:flex;flex-wrap:wrap;gap:.5em;align-items:center}
        h3{margin:1.4em 0 .3em;font-size:1.05rem}
        .quiet,footer{color:var(--quiet)}
        nav,.drill{background:var(--paper);border:1px solid var(--line);border-radius:10px;padding:16px 20px;margin:18px 0}
        .drill{border-top:5px solid var(--line)}
        .drill.good{border-top-color:var(--good)}
        .drill.bad{border-top-color:var(--bad)}
        .drill .quiet{margin:.2em 0 .8em}
        .badge,.mark{white-space:nowrap;font-weight:600}
        .badge{font-size:.85rem;padding:.15em .7em;border-radius:1em}
        .badge.good{color:var(--good);background:var(--good-soft)}
        .badge.bad{color:var(--bad);background:var(--bad-soft)}
        .mark.good{color:var(--good)}
        .mark.bad{color:var(--bad)}
        .verdict{font-size:1.1rem;margin:.8em 0;padding:.7em 1em;border-radius:8px}
        .good .verdict{background:var(--good-soft)}
        .bad .verdict{background:var(--bad-soft)}
        .cause{border-left:4px solid var(--moment);padding:.1em 0 .1em 1em;margin:1.2em 0}
        .cause h3{margin-top:0}
        .cause p{margin:.25em 0}
        code,pre{font:.9em/1.45 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
        pre{white-space:pre-wrap;background:var(--ground);border:1px solid var(--line);border-radius:6px;padding:.6em .8em;margin:.4em 0}
        .scroll{overflow-x:auto}
        table{border-collapse:collapse;width:100%;margin:1.2em 0 .4em}
        caption{text-align:left;font-weight:600;font-size:1.05rem;padding-bottom:.3em}
        th,td{text-align:left;vertical-align:top;padding:.35em .8em .35em 0;border-top:1px solid var(--line);overflow-wrap:normal;min-width:4em}
        td code{overflow-wrap:anywhere}
        th{color:var(--quiet);font-weight:600;font-size:.85rem}
        a{color:var(--bar)}
        dl.facts{margin:.8em 0}
        dl.facts div{display:grid;grid-template-columns:10em 1fr;gap:.2em 1em;padding:.15em 0}
        dt{color:var(--quiet)}
        dd{margin:0;min-width:0}
        .small{font-size:.9rem;border-top:1px solid var(--line);padding-top:.8em}
        figure{margin:1.4em 0}
        svg{display:block;width:100%;min-width:640px;height:auto;font:12px system-ui,sans-serif}
        svg text{fill:var(--quiet)}
        svg .lane{fill:var(--ink)}
        svg .ok{fill:var(--good)}
        svg .failed{fill:var(--bad)}
        svg .code-0{fill:var(--c0)}svg .code-1{fill:var(--c1)}svg .code-2{fill:var(--c2)}svg .code-3{fill:var(--c3)}svg .code-4{fill:var(--c4)}
        svg .grid{stroke:var(--line)}
        svg .base{stroke:var(--quiet)}
        svg line.moment{stroke:var(--moment);stroke-width:1.5;stroke-dasharray:4 3}
        svg circle.moment{fill:var(--moment)}
        svg .number{fill:var(--paper);font-weight:700}
        svg .span{fill:var(--span)}
        svg .session{fill:var(--bar)}
        svg .session.refused{stroke:var(--bad);stroke-width:2}
        svg .refresh{fill:var(--ink)}
        .legend{list-style:none;display:flex;flex-wrap:wrap;gap:.2em 1.4em;padding:0;margin:.6em 0}
        .swatch{display:inline-block;width:.8em;height:.8em;border-radius:2px;margin-right:.45em}
        .swatch.ok{background:var(--good)}.swatch.failed{background:var(--bad)}
        .code-0{background:var(--c0)}.code-1{background:var(--c1)}.code-2{background:var(--c2)}.code-3{background:var(--c3)}.code-4{background:var(--c4)}
        .moments{margin:.4em 0;padding-left:1.6em}
        .moments li::marker{color:var(--moment);font-weight:700}
        summary{cursor:pointer;color:var(--quiet)}
        footer{padding-bottom:28px;font-size:.85rem}
        footer p{margin:.2em 0}
        @media (max-width:600px){dl.facts div{grid-template-columns:1fr}nav,.drill{padding:14px}h1{font-size:1.5rem}}
        @media print{body{background:none;font-size:11pt}nav,.drill{border-left:0;border-right:0;border-bottom:0;padding:12px 0}svg{min-width:0}.drill{break-before:page}nav+.drill{break-before:auto}figure,aside,tr{break-inside:avoid}.scroll{overflow:visible}
        *{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
        """;
}

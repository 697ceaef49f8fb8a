import { median, quantile } from "../peers/statistics.mjs";
export function table(runs) {
  const out=[];
  for (const r of runs) {
    for (const pass of ["first","again"]) {
      const k=r.keystrokes.filter(k=>k.pass===pass);
      if(!k.length) {out.push(pass+" none");continue;}
      const f=(g)=>`${median(k.map(g)).toFixed(1)}/${quantile(k.map(g),.95).toFixed(1)}`;
      const names=["search","document","style","layout","paint","garbage","inflating","module","scripts","other"];
      out.push(`\n  ${pass} n=${k.length} work ${f(k=>k.work)} shown ${f(k=>k.shown)} wait ${f(k=>k.wait)} presented ${f(k=>k.presented)} longest ${f(k=>k.longest)} | `+names.map(n=>`${n} ${f(k=>k.parts[n]??0)}`).join(" "));
    }
    for (const pass of ["start","first","again"]) { const l=r.longTasks.filter(t=>t.when===pass).sort((a,b)=>b.ms-a.ms); out.push(`\n  long ${pass}: ${l.length} `+l.slice(0,4).map(t=>`${t.ms.toFixed(0)}@${t.at.toFixed(0)}(${Object.entries(t.parts).filter(([,v])=>v>3).map(([n,v])=>n+" "+v.toFixed(0)).join(", ")})`).join("; ")); }
  }
  return [out.join("")];
}
export const report=(runs)=>"";

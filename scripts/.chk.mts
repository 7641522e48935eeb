import { readFileSync } from "node:fs";
import { namedLosses, trelloMinusBoard } from "../tests/support/trello-minus-board";
const BASE=process.env.BASE!, H={Authorization:`Bearer ${process.env.TOKEN}`};
const get=async(p:string)=>(await fetch(BASE+"/api/v1"+p,{headers:H})).json() as any;
const pages=async(p:string)=>{let out:any[]=[],c:string|null=null;do{const r:any=await get(`${p}${p.includes("?")?"&":"?"}limit=1000${c?`&cursor=${encodeURIComponent(c)}`:""}`);out=out.concat(r.items);c=r.nextCursor}while(c);return out};
const text=readFileSync(process.argv[2]!,"utf8");
const teamId=(await get("/me")).teams[0].id;
const q=new URLSearchParams({format:"trello",options:JSON.stringify({teamId,timeZone:"Europe/Berlin"})});
const r=await fetch(`${BASE}/api/v1/imports?${q}`,{method:"POST",headers:{...H,"Content-Type":"application/octet-stream"},body:text});
const a:any=await r.json(); if(r.status>=300){console.log(r.status,JSON.stringify(a));process.exit(1)}
const b=await get(`/boards/${a.boardId}`);
const told={...b,cards:[...await pages(`/boards/${a.boardId}/cards`),...await pages(`/boards/${a.boardId}/cards?archived=true`)],transitions:await pages(`/boards/${a.boardId}/transitions`)};
told.cards=[...new Map(told.cards.map((c:any)=>[c.id,c])).values()];
const lost=trelloMinusBoard(text,told,"Europe/Berlin"), named=namedLosses(a.dropped);
let bad=0,total=0; for (const [p,n] of lost) total+=n;
for (const p of new Set([...lost.keys(),...named.keys()])) if((lost.get(p)??0)!==(named.get(p)??0)){bad++;console.log("DIFF",p,"missing on board",lost.get(p)??0,"named",named.get(p)??0)}
console.log("cards",told.cards.length,"leaves lost",total,"paths",lost.size,"differences",bad);

import { openStore } from '@testio/store'; import { createApiClient } from '@testio/api-client'; import { executeSync } from '@testio/sync-core';
import { tmpdir } from 'node:os'; import { mkdtempSync } from 'node:fs';
import { startSimulator } from './lib/programs.mjs';
const s = await startSimulator({products:10,tests:50,latency:200,quirks:false});
let t=0; const log=[]; const at=()=>(performance.now()-t)|0;
const client = createApiClient({baseUrl:s.url, token:s.token, onRequest:e=>log.push(`${at()} http ${e.endpoint} ${e.durationMs|0}`)});
for (let i=0;i<4;i++){ const store = await openStore({path: mkdtempSync(tmpdir()+'/p-')+'/c.db',customerId:1}); t=performance.now(); log.length=0; const r = await executeSync({client,store,onProgress:e=>{ if(e.type!=='product'||e.state==='completed') log.push(`${at()} ${e.type} ${e.phase} ${e.state??e.page} ${e.productId??''}`)}}); if(i==3) console.log(log.join('\n'), r.durationSeconds); 
 t=performance.now(); log.length=0; const r2=await executeSync({client,store,onProgress:e=>{ if(e.type!=='product'||e.state==='completed') log.push(`${at()} ${e.type} ${e.phase} ${e.state??e.page} ${e.productId??''}`)}});  if(i==3) console.log(log.join('\n'), r2.durationSeconds); await store.close();}
await s.stop();  await client.close();

import { DuckDBInstance, DuckDBDataChunk, UINTEGER, TIMESTAMPTZ, DOUBLE, BIGINT, VARCHAR, BOOLEAN, DuckDBTimestampTZVector, version } from '@duckdb/node-api'
import { Worker, isMainThread } from 'node:worker_threads'
import { rmSync, statSync } from 'node:fs'
if (isMainThread) {
  const w = new Worker(new URL(import.meta.url)); 
  await new Promise(r => w.on('exit', r))
} else {
  console.log('threads ok', version())
  const inst = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '512MB', temp_directory: '/tmp/hp/t' })
  const c = await inst.connect()
  await c.run('create table t (series UINTEGER, time TIMESTAMPTZ, double DOUBLE, int64 BIGINT, text VARCHAR)')
  const N = 2_000_000, CH = 2048
  const types = [UINTEGER, TIMESTAMPTZ, DOUBLE, BIGINT, VARCHAR]
  let t0 = performance.now()
  const app = await c.createAppender('t')
  const weird = ['', 'a\0b', '中文🙂', 'x'.repeat(40)]
  {
    const ch = DuckDBDataChunk.create(types, 6)
    const col = (i) => ch.getColumnVector(i)
    col(0).items.set([1,1,1,1,1,1]); col(1).items.set([1n,2n,3n,4n,-5n,6n])
    col(2).items.set([-0, 0, NaN, Infinity, -Infinity, 5e-324])
    col(3).items.set([-(2n**63n), 2n**63n-1n, 0n,0n,0n,0n])
    weird.forEach((s,i)=>col(4).setItem(i,s)); col(4).setItem(4,null); col(4).setItem(5,null)
    for (let i=0;i<5;i++) col(i).flush()
    app.appendDataChunk(ch); app.flushSync()
  }
  await c.run("copy t to '/tmp/hp/a.parquet' (format parquet, compression zstd)")
  const r = await c.runAndReadAll("select *, file_index, filename from read_parquet(['/tmp/hp/a.parquet'])").catch(e => console.log(String(e)))
  console.log(r?.getRows().map(x => x.map(v => Object.is(v,-0)?'-0':String(v))))
  // speed
  await c.run('drop table t'); await c.run('create table t (series UINTEGER, time TIMESTAMPTZ, double DOUBLE)')
  t0 = performance.now()
  const app2 = await c.createAppender('t')
  const s = new Uint32Array(N), tm = new BigInt64Array(N), d = new Float64Array(N)
  for (let i=0;i<N;i++){ s[i]=Math.floor(i/200); tm[i]=BigInt(i%200)*1000000n+1700000000000000n; d[i]=Math.sin(i/50)*10+Math.random()*.01 }
  t0 = performance.now()
  for (let o=0;o<N;o+=CH){ const n=Math.min(CH,N-o); const ch=DuckDBDataChunk.create([UINTEGER,TIMESTAMPTZ,DOUBLE],n)
    const a=ch.getColumnVector(0),b=ch.getColumnVector(1),e=ch.getColumnVector(2)
    a.items.set(s.subarray(o,o+n)); b.items.set(tm.subarray(o,o+n)); e.items.set(d.subarray(o,o+n)); a.flush();b.flush();e.flush(); app2.appendDataChunk(ch) }
  app2.flushSync()
  console.log('append ns/row', (performance.now()-t0)/N*1e6)
  for (const o of ['', ', row_group_size 122880', ', row_group_size 30720', ', parquet_version v2']) {
  t0 = performance.now(); const c0=process.cpuUsage()
  await c.run(`copy t to '/tmp/hp/b.parquet' (format parquet, compression zstd${o})`)
  const c1=process.cpuUsage(c0)
  console.log(o,'copy ms', performance.now()-t0, 'cpu ns/row', (c1.user+c1.system)/N*1e3, statSync('/tmp/hp/b.parquet').size/N, 'rss', process.memoryUsage.rss()/1e6) }
  for (const m of ['run','stream']) {
    t0 = performance.now()
    const res = await c[m]("select series, time, double from read_parquet('/tmp/hp/b.parquet')")
    let sum=0, n=0
    for(;;){ const ch = await res.fetchChunk(); if(!ch||ch.rowCount===0)break; const b=ch.getColumnVector(1).items, e=ch.getColumnVector(2).items; for(let i=0;i<ch.rowCount;i++){sum+=e[i]; n++ } }
    console.log(m,'scan ns/row',(performance.now()-t0)/N*1e6,n)
  }
  await c.run(`set parquet_metadata_cache=true`)
  for (let k=0;k<4;k++){ t0=performance.now(); const x=await c.runAndReadAll("select series,time,double from read_parquet('/tmp/hp/b.parquet') where series in (77) and time>='2000-01-01T00:00:00+00'::TIMESTAMPTZ order by time"); console.log('one series ms',performance.now()-t0,x.currentRowCount)}
  console.log(await (await c.runAndReadAll("describe select * from read_parquet('/tmp/hp/b.parquet')")).getRows())
  console.log((await c.runAndReadAll("select make_timestamptz(-5::bigint), epoch_us(make_timestamptz(-5::bigint))").catch(String))?.getRowsJson?.())
}

import {loadEngine} from '../src/compute/engine/load.ts';
import {lossSurface} from '../src/curvature/loss-surface.ts';
import {buildModel} from '../src/models/build.ts';
import {initialState} from '../src/models/model.ts';
import {ModelSpec} from '../src/models/spec.ts';
import {randomStream} from '../src/compute/random.ts';
import {gaussian} from '../src/curvature/vectors.ts';
await loadEngine();
const mlp=(depth:number,width:number,batchNorm:boolean)=>({family:'mlp',depth,width,batchNorm,initialisation:{kind:'he-normal'}});
const all: Record<string,[unknown,number[],number]> = {
 'mlp4x256-2000':[mlp(4,256,true),[28,28,1],2000],
 'mlp4x128-250':[mlp(4,128,true),[28,28,1],250],
 'mlp20x50-2000':[mlp(20,50,false),[28,28,1],2000],
 'mlp20x50-250':[mlp(20,50,false),[28,28,1],250],
 'vgg16th-250':[{family:'vgg-11',widthMultiplier:1/16},[32,32,3],250],
 'vgg8th-250':[{family:'vgg-11',widthMultiplier:1/8},[32,32,3],250],
 'resnet8q-250':[{family:'resnet',blocks:1,widthMultiplier:.25},[32,32,3],250],
 'vgg-256':[{family:'vgg-11'},[32,32,3],256],
 'resnet56-128':[{family:'resnet',blocks:9},[32,32,3],128],
};
const pick=process.argv.slice(2);
for (const name of pick.length?pick:Object.keys(all)) {
  const [spec,shape,count]=all[name];
  const model=buildModel(ModelSpec.parse(spec),shape,10);
  const size=shape.reduce((a,b)=>a*b);
  const images=gaussian(count*size,randomStream(1));
  const labels=Int32Array.from({length:count},(_,i)=>i%10);
  const t0=performance.now();
  const s=lossSurface(model,initialState(model,1),{images,labels},{batchSize:count,mode:'evaluation'});
  const t1=performance.now();
  const v=gaussian(s.dimension,randomStream(2));
  s.lossAndGradient(); const h=s.hessian.apply(v);
  const t2=performance.now();
  const time=(f:()=>void)=>{const ts:number[]=[];const b=performance.now();while(ts.length<3||performance.now()-b<2000&&ts.length<40){const a=performance.now();f();ts.push(performance.now()-a);}ts.sort((a,b)=>a-b);return ts[ts.length>>1];};
  const g=time(()=>s.lossAndGradient()), p=time(()=>s.hessian.apply(v));
  console.log(name,'D',s.dimension,'compile',(t1-t0).toFixed(0),'first',(t2-t1).toFixed(0),'grad',g.toFixed(1),'prod',p.toFixed(1),'ratio',(p/g).toFixed(2),'norm',Math.hypot(...h.subarray(0,1000)),'rss',(process.resourceUsage().maxRSS/1024).toFixed(0));
  s.dispose();
}

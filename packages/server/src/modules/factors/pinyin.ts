/** What Chinese passwords are made of beside digits, the most used first; the dictionaries that exist hold little of it. */
export const PINYIN: string[] = `
woaini 5201314 1314 520 woaini1314 woaini520 1314520 521 5211314 woaiwojia wo ni aini ai zhang wang li liu chen yang zhao
huang zhou wu xu sun hu zhu gao lin he guo ma luo liang song zheng xie han tang feng yu dong xiao cheng cao yuan deng fu shen
zeng peng lv su lu jiang cai jia ding wei xue ye yan pan du dai xia zhong tian ren fan fang shi yao tan liao zou xiong jin
hao kong bai cui kang mao qiu qin gu hou shao meng long wan duan lei qian tang yin yi chang wen zhangwei wangwei wangfang
liwei lina zhangmin lijing wangjing liuwei wangxiuying zhangli liqiang zhanglei wangyong xiaoming xiaohong baobao baobei
laopo laogong mama baba meimei gege jiejie didi nihao nihaoma wojiushiwo woshishui buzhidao zhongguo beijing shanghai
guangzhou shenzhen tianjin chongqing chengdu wuhan nanjing hangzhou xian suzhou qingdao dalian changsha zhengzhou jinan
shenyang harbin xiamen fuzhou kunming shandong jiangsu zhejiang sichuan henan hebei hunan hubei fujian guangdong mima
denglu guanliyuan guanli yonghu gongsi gongchang chejian shebei xitong jishu dianqi diannao kaifa ceshi anquan shengchan
caozuo jiankong aiwo xiangni kuaile xingfu pengyou tiankong haizi yisheng yishi shengri xinnian facai gongxi jiayou
asd123 qwe123 a123456 aa123456 abc123 qq123456 zxc123 wang123 li123456 zhang123 woailuo aiqing qinai tiantian dandan
feifei xiaoxiao tingting lili lulu yangyang nana yuanyuan jingjing mengmeng beibei qingqing feng yun bin jun tao lei
hui jie ping ming hong fei hua qiang peng bo chao gang yong bing liang yi xin ying juan mei yan na xiu lan min jing
`
  .trim()
  .split(/\s+/)

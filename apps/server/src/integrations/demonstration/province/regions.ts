import type { Bilingual } from '@huiyin/domain';

/** A region of the invented province. Codes begin with 99, which no province has. */
export interface DemoRegion {
  readonly code: string;
  readonly parentCode: string | null;
  readonly level: 1 | 2 | 3 | 4;
  readonly name: Bilingual;
}

const KINDS = {
  市: 'City',
  区: 'District',
  县: 'County',
  街道: 'Subdistrict',
  镇: 'Town',
  乡: 'Township',
} as const;
type Kind = keyof typeof KINDS;

/** Written as 'zh kind romanised'. */
type Place = `${string} ${Kind} ${string}`;

const PROVINCE: Bilingual = { zh: '江海省', en: 'Jianghai Province' };

const CITIES: readonly {
  readonly city: Place;
  readonly counties: readonly { county: Place; townships: readonly Place[] }[];
}[] = [
  {
    city: '云汀 市 Yunting',
    counties: [
      {
        county: '清浦 区 Qingpu',
        townships: [
          '印桥 街道 Yinqiao',
          '柳溪 街道 Liuxi',
          '石埠 街道 Shibu',
          '望杏 街道 Wangxing',
          '荷圩 镇 Hexu',
          '东渚 镇 Dongzhu',
        ],
      },
      {
        county: '汀南 区 Tingnan',
        townships: [
          '锦帆 街道 Jinfan',
          '晚枫 街道 Wanfeng',
          '双桨 街道 Shuangjiang',
          '芷塘 镇 Zhitang',
          '稻香渡 镇 Daoxiangdu',
        ],
      },
      {
        county: '望汐 区 Wangxi',
        townships: [
          '听潮 街道 Tingchao',
          '浣石 街道 Huanshi',
          '新埭 街道 Xindai',
          '鸥集 镇 Ouji',
          '盐亭洼 镇 Yantingwa',
        ],
      },
      {
        county: '芦渠 县 Luqu',
        townships: [
          '芦花 镇 Luhua',
          '三汊 镇 Sancha',
          '白鹤渡 镇 Baihedu',
          '苇滩 乡 Weitan',
          '渔梁 乡 Yuliang',
        ],
      },
      {
        county: '桐渡 县 Tongdu',
        townships: ['桐荫 镇 Tongyin', '渡头 镇 Dutou', '栗坪 镇 Liping', '紫笋 乡 Zisun', '竹垭 乡 Zhuya'],
      },
    ],
  },
  {
    city: '归帆 市 Guifan',
    counties: [
      {
        county: '泊岭 区 Boling',
        townships: [
          '帆影 街道 Fanying',
          '灯塔角 街道 Dengtajiao',
          '石帆 街道 Shifan',
          '岭背 镇 Lingbei',
          '沙蟹港 镇 Shaxiegang',
        ],
      },
      {
        county: '澜桥 区 Lanqiao',
        townships: [
          '澜心 街道 Lanxin',
          '枕流 街道 Zhenliu',
          '七孔桥 街道 Qikongqiao',
          '麦墩 镇 Maidun',
          '枣泉 镇 Zaoquan',
        ],
      },
      {
        county: '朝澜 区 Zhaolan',
        townships: [
          '朝晖里 街道 Zhaohuili',
          '晒网 街道 Shaiwang',
          '长堤 街道 Changdi',
          '蛏田 镇 Chengtian',
          '海棠湾 镇 Haitangwan',
        ],
      },
      {
        county: '柳汊 县 Liucha',
        townships: [
          '柳荫 镇 Liuyin',
          '汊口 镇 Chakou',
          '菱塘 镇 Lingtang',
          '藕池 乡 Ouchi',
          '鸭绿洲 乡 Yalüzhou',
        ],
      },
    ],
  },
  {
    city: '砚溪 市 Yanxi',
    counties: [
      {
        county: '鹭汀 区 Luting',
        townships: [
          '白鹭 街道 Bailu',
          '墨香 街道 Moxiang',
          '松烟 街道 Songyan',
          '砚池 镇 Yanchi',
          '梅子坞 镇 Meiziwu',
        ],
      },
      {
        county: '沙渚 县 Shazhu',
        townships: [
          '沙洲头 镇 Shazhoutou',
          '金橘 镇 Jinju',
          '银杏坪 镇 Yinxingping',
          '浅滩 乡 Qiantan',
          '芝麻岗 乡 Zhimagang',
        ],
      },
      {
        county: '墨屿 县 Moyu',
        townships: ['墨屿 镇 Moyu', '灯影 镇 Dengying', '螺岙 乡 Luoao', '帆礁 乡 Fanjiao'],
      },
    ],
  },
];

function nameOf(place: Place): Bilingual {
  const [zh, kind, en] = place.split(' ') as [string, Kind, string];
  return { zh: zh + kind, en: `${en} ${KINDS[kind]}` };
}

/** The whole province, parents before children: 1 province, 3 cities, 12 counties and districts, 60 townships. */
export function demoRegions(): readonly DemoRegion[] {
  const regions: DemoRegion[] = [{ code: '990000', parentCode: null, level: 1, name: PROVINCE }];
  CITIES.forEach(({ city, counties }, cityIndex) => {
    const cityCode = `990${cityIndex + 1}00`;
    regions.push({ code: cityCode, parentCode: '990000', level: 2, name: nameOf(city) });
    counties.forEach(({ county, townships }, countyIndex) => {
      const code = `990${cityIndex + 1}${String(county.includes(' 县 ') ? 21 + countyIndex : 2 + countyIndex).padStart(2, '0')}`;
      regions.push({ code, parentCode: cityCode, level: 3, name: nameOf(county) });
      townships.forEach((township, index) => {
        const number = (township.includes(' 街道 ') ? 1 : township.includes(' 镇 ') ? 100 : 200) + index;
        const own = `${code}${String(number).padStart(3, '0')}`;
        regions.push({ code: own, parentCode: code, level: 4, name: nameOf(township) });
      });
    });
  });
  return regions;
}

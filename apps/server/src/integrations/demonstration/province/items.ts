import type { Bilingual } from '@huiyin/domain';
import type { DemoDepartment } from './departments.ts';
import type { LineCode } from './lines.ts';
import { lineOf } from './lines.ts';

/** A service item of an office, with the channels it is offered on. */
export interface DemoItem {
  readonly code: string;
  readonly departmentCode: string;
  readonly name: Bilingual;
  readonly promisedDays: number;
  readonly channels: readonly string[];
  /** Channels that are required too, but were not there 24 months ago. */
  readonly missing: readonly string[];
}

/** Where a kind of item can be done: anywhere, online first, only in person, or by telephone too. */
const CHANNELS = {
  everywhere: ['window', 'kiosk', 'web', 'app', 'mini', 'sms'],
  online: ['window', 'web', 'app', 'mini'],
  inPerson: ['window', 'paper', 'sms'],
  advised: ['window', 'hotline', 'web', 'mini', 'sms'],
} as const;

/** Where it ought to be possible as well. */
const MISSING: Readonly<Record<keyof typeof CHANNELS, readonly string[]>> = {
  everywhere: ['hotline', 'paper'],
  online: ['sms', 'kiosk'],
  inPerson: ['web', 'mini'],
  advised: ['app', 'kiosk'],
};

type Row = readonly [zh: string, en: string, promisedDays: number, offered: keyof typeof CHANNELS];

/** What each line can offer, most asked first: an office of a county offers the first ones, larger offices more. */
export const CATALOGUE: Readonly<Record<LineCode, readonly Row[]>> = {
  hrss: [
    ['失业保险金申领', 'Unemployment benefit claim', 5, 'everywhere'],
    ['养老保险关系转移接续', 'Transfer of pension insurance', 10, 'online'],
    ['社会保障卡申领与补换', 'Social security card', 3, 'everywhere'],
    ['工伤认定申请', 'Recognition of work injury', 30, 'inPerson'],
    ['企业职工退休审批', 'Retirement approval', 15, 'inPerson'],
    ['职业技能提升补贴申领', 'Skills training subsidy', 10, 'online'],
  ],
  medical: [
    ['异地就医备案', 'Registration for treatment elsewhere', 1, 'everywhere'],
    ['医疗费用手工报销', 'Reimbursement of medical costs', 20, 'inPerson'],
    ['城乡居民参保登记', 'Residents’ insurance registration', 3, 'everywhere'],
    ['门诊慢特病待遇认定', 'Chronic disease benefit', 15, 'advised'],
    ['生育津贴申领', 'Maternity allowance', 10, 'online'],
  ],
  housing: [
    ['商品房预售合同备案查询', 'Housing contract registration', 3, 'online'],
    ['公共租赁住房申请', 'Public rental housing', 20, 'inPerson'],
    ['既有住宅加装电梯审查', 'Lift for an existing building', 10, 'advised'],
    ['住宅专项维修资金使用', 'Use of housing maintenance fund', 15, 'inPerson'],
    ['建筑工程施工许可', 'Construction permit', 7, 'online'],
  ],
  education: [
    ['义务教育入学登记', 'School enrolment', 10, 'everywhere'],
    ['中小学生转学', 'School transfer', 7, 'advised'],
    ['教师资格认定', 'Teacher qualification', 20, 'online'],
    ['民办学校设立审批', 'Licence for a private school', 30, 'inPerson'],
  ],
  police: [
    ['居民身份证换领补领', 'Identity card renewal', 15, 'everywhere'],
    ['户口迁移', 'Household registration transfer', 5, 'advised'],
    ['居住证申领', 'Residence permit', 15, 'everywhere'],
    ['机动车驾驶证换证', 'Driving licence renewal', 1, 'everywhere'],
    ['无犯罪记录证明', 'Certificate of no criminal record', 3, 'online'],
  ],
  civil: [
    ['婚姻登记', 'Marriage registration', 1, 'inPerson'],
    ['最低生活保障申请', 'Subsistence allowance', 22, 'inPerson'],
    ['高龄津贴申领', 'Allowance for the very old', 10, 'advised'],
    ['临时救助申请', 'Emergency relief', 7, 'inPerson'],
  ],
  market: [
    ['个体工商户登记', 'Registration of a sole trader', 1, 'everywhere'],
    ['食品经营许可', 'Food business licence', 10, 'online'],
    ['企业变更登记', 'Change of company registration', 2, 'online'],
    ['特种设备使用登记', 'Registration of special equipment', 10, 'advised'],
    ['企业注销登记', 'Company deregistration', 5, 'online'],
  ],
  transport: [
    ['道路运输从业资格证换发', 'Road transport qualification', 5, 'everywhere'],
    ['网络预约出租汽车许可', 'Ride-hailing permit', 10, 'online'],
    ['老年人公交卡办理', 'Senior citizens’ bus card', 3, 'advised'],
    ['超限运输许可', 'Oversize transport permit', 5, 'online'],
  ],
  environment: [
    ['建设项目环境影响评价审批', 'Environmental impact approval', 20, 'online'],
    ['排污许可证核发', 'Discharge permit', 15, 'online'],
    ['夜间施工噪声证明', 'Proof for night construction', 3, 'advised'],
    ['危险废物经营许可', 'Hazardous waste licence', 20, 'inPerson'],
  ],
  data: [
    ['企业开办一件事', 'Opening a company in one go', 1, 'online'],
    ['电子印章申领', 'Electronic seal', 1, 'online'],
    ['政务服务账号实名核验', 'Verification of a service account', 1, 'online'],
    ['证照数据更正', 'Correction of licence data', 5, 'advised'],
  ],
};

/** What each office offers: about 400 items. Codes look like the national ones: line, serial number, region. */
export function demoItems(departments: readonly DemoDepartment[]): readonly DemoItem[] {
  return departments.flatMap((department) => {
    const rows = CATALOGUE[department.lineCode];
    const offered = department.level === 3 && department.lineCode !== 'hrss' ? 3 : 4;
    return rows.slice(0, offered).map(([zh, en, promisedDays, channels], index) => ({
      code: `000${lineOf(department.lineCode).number}${String(index + 1).padStart(3, '0')}000-${department.regionCode}`,
      departmentCode: department.code,
      name: { zh, en },
      promisedDays,
      channels: CHANNELS[channels],
      missing: MISSING[channels],
    }));
  });
}

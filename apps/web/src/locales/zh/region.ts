export const region = {
  description: (name: string) => `${name}的数字，由下级地区和部门的计数相加得到。`,
  level: ['', '省级', '市级', '县级', '乡级'],
  kicker: (level: string, departments: string) => `${level} · ${departments}个部门`,
  lede: '地区的数字是把下级和本级各部门的计数相加之后再算的，不是各部门的平均。',
  keysHint: '竖线是本期的值，色带是95%区间，圆圈是去年同期。',
  overHint: '空心点是还没过完的一期，断开处是不公布的数字。',
  childrenTitle: '由哪些相加而来',
  childrenHint: '下级地区和本级部门。点名称看它自己的数字。',
  childrenTable: (name: string) => `${name}的下级地区和部门`,
  childrenHead: '地区或部门',
  childrenNone: '这里还没有下级地区和部门',
  childrenNoneWhy: '导入名录之后，这里会列出。',
};

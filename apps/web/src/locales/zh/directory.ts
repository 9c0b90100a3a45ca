export const directory = {
  title: '部门名录',
  heading: (total: string) => `${total}个部门，¦每一个的数字和来信¦都可以查`,
  found: (total: string) => `找到${total}个部门`,
  nothing: '没有找到¦这样的部门',
  nothingWhy: '换一个更短的词再试，或者把地区和条线改回“全部”。',
  clear: '看全部部门',
  lede: (period: string) =>
    `列出的数字是${period}的，不足11人的不公布。点部门名称，看它历来的数字、等待时间和公开的来信。`,
  fields: { q: '名称', region: '地区', line: '条线' },
  all: '全部',
  find: '查找',
  table: '部门和主要数字',
  heads: { department: '部门', line: '条线' },
  departmentsIn: (count: string) => `${count}个部门`,
  emptyRegions: '名录还是空的',
  emptyWhy: '导入部门之后，这里会按地区列出。',
};

/** The demo's people by what they do, each an Entra object id of `demo/sjovik.yaml`. */
export const demoPeople = {
  socialchef: '00000000-0000-4000-8000-000000000000',
  utredare: '00000000-0000-4000-8000-000000000001',
  samhallsbyggnadschef: '00000000-0000-4000-8000-000000000002',
  kommundirektor: '00000000-0000-4000-8000-000000000003',
  hrChef: '00000000-0000-4000-8000-000000000004',
} as const;

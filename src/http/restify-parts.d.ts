/** Two of Restify's own files, of which its types say nothing. */
declare module 'restify/lib/server.js' {
  const RestifyServer: new (options: object) => import('restify').Server;
  export = RestifyServer;
}

declare module 'restify/lib/router.js' {
  const Router: new (options: object) => object;
  export = Router;
}

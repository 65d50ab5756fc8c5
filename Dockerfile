# Roder for production: what it reads while it runs, in few files, and Node. See docs/deployment.md; `npm run test:long`
# carries these steps out without an engine and runs what comes of them.

FROM node:24-alpine AS build
WORKDIR /source
COPY package.json package-lock.json .npmrc LICENSE ./
RUN npm ci
COPY infra/bundle.ts infra/fill-compile-cache.ts infra/
COPY cards cards
COPY pages pages
COPY src src
RUN node infra/bundle.ts ../app
WORKDIR /app
# What Node has compiled, for the user that runs it, with the flag of V8 that it runs with: what was compiled without it
# would not be used. Without settings and a service the first two end at once, but by then they have been read.
ENV NODE_COMPILE_CACHE=.compile-cache
ENV NODE_COMPILE_CACHE_PORTABLE=1
RUN mkdir -m 777 .compile-cache
USER node
RUN node --heap-growing-percent=15 roder/main.js; node roder/health-check.js; \
    node --heap-growing-percent=15 ../source/infra/fill-compile-cache.ts
# Node lets only their owner read these files, and in the image they belong to root.
USER root
RUN chmod -R a+rX,go-w .compile-cache

FROM node:24-alpine
ENV NODE_ENV=production
ENV HOST=0.0.0.0
ENV PORT=3978
ENV NODE_COMPILE_CACHE=.compile-cache
ENV NODE_COMPILE_CACHE_PORTABLE=1
# A third less memory for somewhat more processor time, with the flag below, which Node takes only there:
# docs/performance.md. And Microsoft's libraries still use Node's own punycode, of which Node warns at every start.
ENV NODE_OPTIONS="--max-semi-space-size=2 --disable-warning=DEP0040"
WORKDIR /app
# Everything belongs to root and is only read: run it with a read-only file system (docker run --read-only).
COPY --from=build --chown=root:root /app ./
USER node
EXPOSE 3978
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 CMD ["node", "roder/health-check.js"]
# Node itself is process 1, so a platform's SIGTERM reaches Roder, which finishes what is under way.
CMD ["node", "--heap-growing-percent=15", "roder/main.js"]

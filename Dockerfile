# Roder for production: no build, no compiler, no npm script. See docs/deployment.md; `npm run test:long` carries
# these steps out without an engine and runs what comes of them.

FROM node:24-alpine AS modules
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Among the optional packages is Node itself, for machines with an older one: the image has its own.
RUN npm ci --omit=dev --omit=optional
COPY infra/prune-modules.ts infra/
RUN node infra/prune-modules.ts node_modules
COPY infra/fill-compile-cache.ts infra/
COPY cards cards
COPY pages pages
COPY src src
# What Node has stripped and compiled, for the user that runs it. Without settings and a service the first two end at
# once, but by then they have been read.
ENV NODE_COMPILE_CACHE=.compile-cache
ENV NODE_COMPILE_CACHE_PORTABLE=1
RUN mkdir -m 777 .compile-cache
USER node
RUN node src/main.ts; node src/http/health-check.ts; node infra/fill-compile-cache.ts

FROM node:24-alpine
ENV NODE_ENV=production
ENV HOST=0.0.0.0
ENV PORT=3978
ENV NODE_COMPILE_CACHE=.compile-cache
ENV NODE_COMPILE_CACHE_PORTABLE=1
# A third less memory for somewhat more processor time: docs/performance.md.
ENV NODE_OPTIONS=--max-semi-space-size=4
WORKDIR /app
# Everything belongs to root and is only read: run it with a read-only file system (docker run --read-only).
COPY package.json LICENSE ./
COPY --from=modules /app/node_modules node_modules
COPY --from=modules /app/.compile-cache .compile-cache
COPY cards cards
COPY pages pages
COPY src src
USER node
EXPOSE 3978
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 CMD ["node", "src/http/health-check.ts"]
# Node itself is process 1, so a platform's SIGTERM reaches Roder, which finishes what is under way.
CMD ["node", "src/main.ts"]

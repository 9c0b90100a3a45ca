# syntax=docker/dockerfile:1
# One image for both roles: the API with the pages, and the worker. It holds no secret and runs as an ordinary user.

FROM node:20.20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY apps/server/package.json apps/server/
COPY apps/web/package.json apps/web/
COPY packages/domain/package.json packages/domain/
COPY packages/contract/package.json packages/contract/
COPY packages/launcher/package.json packages/launcher/
COPY packages/verify/package.json packages/verify/
RUN npm ci --no-audit --no-fund
COPY tsconfig.json tsconfig.base.json ./
COPY packages packages
COPY apps apps
RUN node --eval "import('./packages/launcher/src/build.mjs').then(({ build }) => build())" \
 && npm prune --omit=dev --no-audit --no-fund

FROM node:20.20-bookworm-slim
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=3000 \
    HUIYIN_DATA=/data
RUN groupadd --system --gid 10001 huiyin \
 && useradd --system --uid 10001 --gid huiyin --home-dir /nonexistent --shell /usr/sbin/nologin huiyin \
 && install --directory --owner=huiyin --group=huiyin --mode=0700 /data
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/packages packages
COPY --from=build /app/apps apps
USER huiyin
VOLUME ["/data"]
EXPOSE 3000
CMD ["node", "apps/server/dist/main-api.js"]

# docker build -t ouroboros .
# docker run -p 3000:3000 -v ouroboros:/data -e OUROBOROS_OPERATOR_PASSWORD=… ouroboros
#
# It listens on all addresses, so it lets nobody in unasked: without a password, docker logs shows a link that lets one
# operator in, once.
#
# Any image with Node 26, npm and Debian's tools.
ARG BASE=node:26-slim

FROM ${BASE} AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
# The stamp tells bin/ouroboros that the packages are in place.
RUN npm run build \
  && rm -rf .next/cache \
  && npm prune --omit=dev \
  && cp package-lock.json node_modules/.installed-lock

FROM ${BASE}
# For the second sandbox tier. A container may not make namespaces unless it is allowed to: docs/deployment.md says
# how, and where it is not, organisms run at the first tier and the page says so. Python: for workers of apps that are
# asked for in it.
RUN if command -v apt-get >/dev/null; then \
    apt-get update \
    && apt-get install -y --no-install-recommends bubblewrap python3 \
    && rm -rf /var/lib/apt/lists/*; \
  fi
WORKDIR /app
COPY --from=build /app/package.json /app/package-lock.json /app/next.config.ts /app/server.ts ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/.next .next
COPY --from=build /app/public public
COPY --from=build /app/lib lib
COPY --from=build /app/bin bin
COPY --from=build /app/organism organism
COPY --from=build /app/templates templates
COPY --from=build /app/scripts/container-entry.sh scripts/

# By number, so that it needs no name in the base image. A new volume takes over the owner of this folder.
RUN install -d -o 1000 -g 1000 /data
USER 1000:1000
VOLUME /data

ENV PORT=3000 OUROBOROS_HOST=0.0.0.0 OUROBOROS_DATA=/data NEXT_TELEMETRY_DISABLED=1
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["/app/scripts/container-entry.sh"]
CMD ["node", "server.ts"]

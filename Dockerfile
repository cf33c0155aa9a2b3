# syntax=docker/dockerfile:1
# Targets: server (OSS, STS, FC by URL), functions (server and the interpreters that handlers run on; the default), client (ali-oss).
# Every base is an argument, for mirrors. All but the SDK are Debian 12, so that interpreters copied between them find their libraries.
ARG SDK_IMAGE=mcr.microsoft.com/dotnet/sdk:10.0
ARG BASE_IMAGE=docker.io/library/debian:bookworm-slim
ARG PYTHON310_IMAGE=docker.io/library/python:3.10-slim-bookworm
ARG PYTHON312_IMAGE=docker.io/library/python:3.12-slim-bookworm
ARG NODE_IMAGE=docker.io/library/node:20-bookworm-slim

FROM ${PYTHON310_IMAGE} AS python310
FROM ${PYTHON312_IMAGE} AS python312
FROM ${NODE_IMAGE} AS node

# On the machine's own architecture: the SDK compiles for the other one faster than an emulator would run it.
FROM --platform=${BUILDPLATFORM} ${SDK_IMAGE} AS build
ARG TARGETARCH
ARG REVISION=
ENV DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
WORKDIR /source
COPY . .
RUN docker/publish "${TARGETARCH}" "${REVISION}" /out

FROM ${BASE_IMAGE} AS server
ARG REVISION=
LABEL org.opencontainers.image.title="FcCreds" \
      org.opencontainers.image.description="Local emulator of Alibaba Cloud OSS, STS and Function Compute" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.revision="${REVISION}"
COPY --chmod=0755 docker/install-server /tmp/install-server
RUN /tmp/install-server && rm /tmp/install-server
COPY --from=build /out/ /usr/local/lib/fccreds/
COPY --chmod=0755 docker/entrypoint /usr/local/bin/fccreds-entrypoint
COPY --chmod=0755 docker/healthcheck /usr/local/bin/fccreds-healthcheck
RUN ln -s ../lib/fccreds/fccreds /usr/local/bin/fccreds && fccreds --version
# The first address is the one that handlers are given; 80 and 443 are where the cloud's own names lead.
ENV FCCREDS_LISTEN=http://0.0.0.0:8280,http://0.0.0.0:80,http://0.0.0.0:443 \
    FCCREDS_DATA=/data \
    FCCREDS_CA_DIR=/ca \
    HOME=/data
USER 10001:10001
WORKDIR /workspace
VOLUME ["/data", "/ca"]
EXPOSE 53/udp 53/tcp 80 443 8280
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=5s --timeout=5s --start-period=90s --retries=3 CMD ["fccreds-healthcheck"]
ENTRYPOINT ["tini", "--", "fccreds-entrypoint"]
CMD ["serve"]

FROM ${NODE_IMAGE} AS client
WORKDIR /client
COPY tests/FcCreds.Conformance/node/package.json tests/FcCreds.Conformance/node/package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund && npm cache clean --force
COPY docker/client/round-trip.mjs ./
USER node
CMD ["node", "round-trip.mjs"]

# fccreds looks for python3.10, python3.12 and node on the PATH; `fccreds runtime list` says what it found.
FROM server AS functions
USER root
COPY --from=python310 /usr/local/bin/python3.10 /usr/local/bin/
COPY --from=python310 /usr/local/lib/libpython3.10.so.1.0 /usr/local/lib/
COPY --from=python310 /usr/local/lib/python3.10/ /usr/local/lib/python3.10/
COPY --from=python312 /usr/local/bin/python3.12 /usr/local/bin/
COPY --from=python312 /usr/local/lib/libpython3.12.so.1.0 /usr/local/lib/
COPY --from=python312 /usr/local/lib/python3.12/ /usr/local/lib/python3.12/
COPY --from=node /usr/local/bin/node /usr/local/bin/
COPY --chmod=0755 docker/install-functions /tmp/install-functions
RUN /tmp/install-functions && rm /tmp/install-functions
USER 10001:10001

# The emulator as one native executable. Build: docker build -t sts-emulator .
FROM mcr.microsoft.com/dotnet/sdk:10.0-noble AS build
RUN apt-get update \
 && apt-get install --yes --no-install-recommends clang zlib1g-dev \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY . .
RUN --mount=type=cache,target=/root/.nuget/packages .config/publish-native

# Not the chiseled image: the health check below needs a shell, and the executable has no probe of its own.
FROM mcr.microsoft.com/dotnet/runtime-deps:10.0-noble
COPY --from=build /source/artifacts/publish/native/sts-emulator /usr/local/bin/sts-emulator

# Inside a container loopback reaches nobody. Beyond loopback the control API and the verifier ask for STS_EMULATOR_ADMIN_TOKEN.
ENV STS_EMULATOR_AWS_URL=http://0.0.0.0:4592 \
    STS_EMULATOR_METADATA_URL=http://0.0.0.0:1338 \
    STS_EMULATOR_VERIFIER_URL=http://0.0.0.0:50051
EXPOSE 4592 1338 50051

USER $APP_UID
WORKDIR /home/app
# Answers as `curl --fail` would, with what the image has: 200 is healthy, 503 or silence is not.
SHELL ["/bin/bash", "-c"]
HEALTHCHECK --interval=5s --timeout=3s --start-period=5s --retries=3 CMD exec 3<>/dev/tcp/127.0.0.1/4592 \
 && printf 'GET /_sts/health HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer %s\r\nConnection: close\r\n\r\n' "$STS_EMULATOR_ADMIN_TOKEN" >&3 \
 && read -r _ status _ <&3 && [ "$status" = 200 ]
ENTRYPOINT ["sts-emulator"]

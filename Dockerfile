# hwalja as a batch job:
#   docker build -t hwalja .
#   docker run --rm --init --network none --user "$(id -u):$(id -g)" \
#       -v "$PWD/scans:/scans:ro" -v "$PWD/out:/out" hwalja batch /scans -o /out
# Runs as any user, with no network and on a read-only root file system that has a writable /tmp.

FROM debian:bookworm-slim AS build

RUN apt-get update -qq \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        python3 python3-venv tesseract-ocr \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /src
COPY LICENSE NOTICE README.md pyproject.toml ./
COPY dictionaries dictionaries
COPY pipeline pipeline

# The environment that is shipped has no pip; the other one fills it. What nothing here uses stays behind: test suites,
# onnxruntime's library for C and its tools for transformers, symspellpy's English, and Kiwi's names of several words.
# Bytecode is made here, never checked and never written again: the image may run read-only.
RUN python3 -m venv /opt/pip \
    && python3 -m venv --without-pip /opt/hwalja \
    && /opt/pip/bin/pip --python /opt/hwalja/bin/python install --quiet --no-cache-dir --no-compile . \
    && find /opt/hwalja/lib -type d \( -name tests -o -path '*/onnxruntime/transformers' \) -prune -exec rm -rf {} + \
    && find /opt/hwalja/lib \( -name 'libonnxruntime.so*' -o -path '*/symspellpy/frequency_*.txt' \
        -o -path '*/kiwipiepy_model/multi.dict' \) -delete \
    && python3 -m compileall -q -j 0 --invalidation-mode unchecked-hash /opt/hwalja/lib


FROM debian:bookworm-slim

# Tesseract's package brings the tools that train it, and with them fonts and libraries that draw: its program does
# without.
RUN apt-get update -qq \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        python3 libtesseract5 tesseract-ocr-kor tesseract-ocr-script-hang \
    && rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/cache/debconf/*-old /var/log/* \
    && useradd --uid 1000 --user-group --no-create-home --home-dir /tmp --shell /usr/sbin/nologin hwalja \
    && mkdir /scans && mkdir -m 1777 /out

COPY --from=build /usr/bin/tesseract /usr/bin/
COPY --from=build /opt/hwalja /opt/hwalja
COPY LICENSE NOTICE /usr/share/doc/hwalja/

# HOME is set because a user without an account has none that can be written.
ENV PATH=/opt/hwalja/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    HOME=/tmp \
    LANG=C.UTF-8 \
    PYTHONDONTWRITEBYTECODE=1

LABEL org.opencontainers.image.title="hwalja" \
      org.opencontainers.image.description="From scans of Korean newspaper pages to clean, citable article text" \
      org.opencontainers.image.licenses="Apache-2.0"

VOLUME ["/scans", "/out"]
USER 1000:1000
# Of a batch job its end tells how it fares; hwalja watch has a health check in compose.yaml.
HEALTHCHECK NONE
ENTRYPOINT ["hwalja"]
CMD ["batch", "--help"]

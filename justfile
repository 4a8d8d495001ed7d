# The habits of this project. `just` alone lists them.

default:
    @just --list --unsorted

# Start everything and print address and log-in
up *args:
    cargo run --release -- up {{args}}

# One more demo company in the running suite
demo:
    cargo run --release -- demo

# All tests; they start their own servers
test *args:
    cargo test --workspace {{args}}

# What the build server runs
ci:
    .ci/run

# Formatting and lints
lint:
    cargo fmt --all --check
    cargo clippy --workspace --all-targets -- -D warnings

# Mend what can be mended by itself
fix:
    cargo fmt --all
    cargo clippy --workspace --all-targets --fix --allow-dirty --allow-staged

# The console: types, lints, tests, build, budget
console:
    npm --prefix services/console ci --no-audit --no-fund
    npm --prefix services/console run check
    npm --prefix services/console run build
    npm --prefix services/console run budget

# The console in a real browser against a suite of its own
browser:
    .ci/browser

# Every figure beside its floor from the same run
bench *args:
    cargo build --release -p gerinc -p bench
    target/release/bench {{args}}

# Keep grown event schemas, and the description of the API that the console's client is made from
bless:
    GERINC_BLESS=1 cargo test -p contracts
    GERINC_BLESS=1 cargo test -p suite --test it openapi::the_client

# Check every query against the migrations and write the caches that builds without a database use
prepare *services:
    cargo run -p servers --example prepare -- {{services}}

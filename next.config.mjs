/** @type {import("next").NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  // The server around it does, for the API, too.
  compress: false,
  serverExternalPackages: [
    "@node-rs/argon2",
    "fs-native-extensions",
    "pg",
    "pino",
    "piscina",
    "@prisma/client",
    "@prisma/adapter-pg",
  ],
  // No picture is fetched or resized on anybody's behalf.
  images: { unoptimized: true },
  // `npm test` checks types as a step of its own; who starts the product does not wait for it.
  typescript: { ignoreBuildErrors: true },
  // The same sources are the same release, wherever they are built; an open page asks by it whether it is outdated.
  generateBuildId: () => process.env.SLUICE_RELEASE ?? null,
};

export default config;

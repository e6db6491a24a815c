// swift-tools-version: 6.2
import PackageDescription

/// The house style of the main package: warnings are errors, and unsafe code says so.
let settings: [SwiftSetting] = [
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
  name: "guiyi-benchmarks",
  dependencies: [
    // Named, because a clone may lie in a folder of any name.
    .package(name: "guiyi", path: "..")
  ],
  targets: [
    .target(name: "CBenchClock"),
    .executableTarget(
      name: "kernels",
      dependencies: [
        "CBenchClock",
        .product(name: "GuiyiIdentifiers", package: "guiyi"),
        .product(name: "GuiyiEngine", package: "guiyi"),
        .product(name: "GuiyiPlaces", package: "guiyi"),
        .product(name: "GuiyiFeeds", package: "guiyi"),
      ], swiftSettings: settings),
    .executableTarget(name: "floor", linkerSettings: [.linkedLibrary("sqlite3")]),
    .executableTarget(name: "pages"),
  ],
  swiftLanguageModes: [.v6]
)

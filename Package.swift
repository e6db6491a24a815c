// swift-tools-version: 6.2
import PackageDescription

/// One house style for every target: warnings are errors, and unsafe code says so.
let settings: [SwiftSetting] = [
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

/// A target of ours; the order below is the order of the layers (see ARCHITECTURE.md).
func layer(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: [.byName(name: name)] + dependencies, exclude: [],
    swiftSettings: settings)
}

let package = Package(
  name: "guiyi",
  products: [
    .executable(name: "guiyi", targets: ["guiyi"]),
    .executable(name: "guiyi-city", targets: ["guiyi-city"]),
    .library(name: "GuiyiIdentifiers", targets: ["GuiyiIdentifiers"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
  ],
  swiftLanguageModes: [.v6]
)

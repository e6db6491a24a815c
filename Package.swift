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

/// The tests of a target, with the targets their data is made with.
func tests(
  _ name: String, _ dependencies: [Target.Dependency] = [], fixtures: [String] = []
) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: [.byName(name: name)] + dependencies, exclude: fixtures,
    swiftSettings: settings)
}

/// ICU behind a C interface of our own: no header of it is seen by Swift.
let icu: Target = .target(
  name: "CGuiyiICU",
  linkerSettings: [.linkedLibrary("icuuc"), .linkedLibrary("icudata")])

/// Spreadsheet files behind a C interface of our own; the libraries' headers stay inside.
let workbook: Target = .target(
  name: "CGuiyiWorkbook",
  linkerSettings: [.linkedLibrary("xlsxwriter"), .linkedLibrary("minizip"), .linkedLibrary("z")])

let package = Package(
  name: "guiyi",
  products: [
    .executable(name: "guiyi", targets: ["guiyi"]),
    .executable(name: "guiyi-city", targets: ["guiyi-city"]),
    .library(name: "GuiyiIdentifiers", targets: ["GuiyiIdentifiers"]),
    .library(name: "GuiyiEngine", targets: ["GuiyiColumns", "GuiyiLink"]),
    .library(name: "GuiyiPlaces", targets: ["GuiyiColumns", "GuiyiText", "GuiyiResolve"]),
    .library(name: "GuiyiFeeds", targets: ["GuiyiColumns", "GuiyiModel", "GuiyiIngest"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .target(name: "CGuiyiColumns"),
    layer("GuiyiColumns", ["CGuiyiColumns"]),
    .target(name: "CGuiyiRegions"),
    layer("GuiyiIdentifiers", ["CGuiyiRegions"]),
    layer("GuiyiModel", ["GuiyiColumns"]),
    icu,
    .target(name: "CGuiyiScan"),
    .target(name: "CGuiyiText"),
    layer("GuiyiText", ["CGuiyiICU", "CGuiyiScan", "CGuiyiText", "GuiyiIdentifiers"]),
    layer("GuiyiSpace", []),
    .target(name: "CGuiyiHan"),
    layer("GuiyiHan", ["CGuiyiHan"]),
    .target(name: "CGuiyiStore", linkerSettings: [.linkedLibrary("sqlite3")]),
    layer(
      "GuiyiStore",
      [
        "CGuiyiStore", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]),
    .target(name: "CGuiyiSharing"),
    layer("GuiyiSharing", ["GuiyiModel", "GuiyiIdentifiers", "CGuiyiSharing"]),
    .target(name: "CGuiyiSurvivorship", exclude: ["survivorship.yaml"]),
    layer(
      "GuiyiCatalog",
      [
        "CGuiyiSurvivorship", "GuiyiModel", "GuiyiIdentifiers", "GuiyiSharing",
        .product(name: "Yams", package: "Yams"),
      ]),
    layer("GuiyiIngest", ["GuiyiModel", "GuiyiText", "GuiyiColumns", "CGuiyiScan"]),
    layer("GuiyiNormalize", ["GuiyiModel", "GuiyiText", "GuiyiColumns", "GuiyiIdentifiers", "GuiyiSpace"]),
    layer("GuiyiRecords", ["GuiyiModel", "GuiyiColumns", "GuiyiIdentifiers", "GuiyiHan"]),
    .target(name: "CGuiyiCredit"),
    layer("GuiyiCredit", ["CGuiyiCredit", "GuiyiModel", "GuiyiIdentifiers"]),
    layer("GuiyiValidate", ["GuiyiModel", "GuiyiColumns", "GuiyiCredit", "GuiyiSpace"]),
    layer("GuiyiLink", ["GuiyiColumns", "GuiyiHan"]),
    layer(
      "GuiyiDiscovery",
      ["GuiyiColumns", "GuiyiHan", "GuiyiText", "GuiyiIdentifiers", "GuiyiLink"]),
    layer("GuiyiMerge", ["GuiyiModel", "GuiyiColumns", "GuiyiRecords"]),
    layer(
      "GuiyiRelate",
      ["GuiyiModel", "GuiyiColumns", "GuiyiRecords", "GuiyiMerge", "GuiyiCredit", "GuiyiIdentifiers"]),
    layer("GuiyiPublish", ["GuiyiModel", "GuiyiColumns", "GuiyiRecords", "GuiyiMerge", "GuiyiSharing"]),
    layer("GuiyiHistory", ["GuiyiColumns"]),
    layer(
      "GuiyiBase",
      [
        "GuiyiModel", "GuiyiColumns", "GuiyiRecords", "GuiyiMerge", "GuiyiRelate", "GuiyiHistory",
        "GuiyiStore",
        "GuiyiSpace",
      ]),
    layer(
      "GuiyiResolve",
      [
        "GuiyiModel", "GuiyiColumns", "GuiyiRecords", "GuiyiHistory", "GuiyiBase", "GuiyiLink", "GuiyiText",
        "GuiyiIdentifiers", "GuiyiHan", "GuiyiSpace",
      ]),
    .target(name: "CGuiyiTopics", exclude: ["Declarations"]),
    layer("GuiyiTopic", ["CGuiyiTopics", "GuiyiModel", "GuiyiStore", "GuiyiColumns", "GuiyiBase"]),
    workbook,
    layer("GuiyiWorkbook", ["CGuiyiWorkbook"]),
    layer("GuiyiLedger", ["GuiyiModel", "GuiyiColumns", "GuiyiSharing"]),
    layer(
      "GuiyiReport",
      ["GuiyiModel", "GuiyiColumns", "GuiyiSharing", "GuiyiIdentifiers", "GuiyiLedger", "GuiyiWorkbook"]),
    layer(
      "GuiyiLinkage",
      [
        "GuiyiModel", "GuiyiColumns", "GuiyiCatalog", "GuiyiIngest", "GuiyiValidate", "GuiyiReport",
        "GuiyiLink", "GuiyiDiscovery", .product(name: "Yams", package: "Yams"),
      ]),
    .target(name: "CGuiyiMemory"),
    layer(
      "GuiyiRun",
      [
        "CGuiyiMemory",
        "GuiyiHan", "GuiyiText", "GuiyiReport", "GuiyiSharing", "GuiyiLedger", "GuiyiWorkbook",
        "GuiyiModel", "GuiyiColumns", "GuiyiIdentifiers", "GuiyiCatalog", "GuiyiIngest", "GuiyiNormalize",
        "GuiyiRecords", "GuiyiValidate", "GuiyiLink", "GuiyiMerge", "GuiyiRelate", "GuiyiPublish",
        "GuiyiHistory", "GuiyiBase", "GuiyiResolve", "GuiyiTopic", "GuiyiStore", "GuiyiSpace",
      ]),
    .executableTarget(
      name: "guiyi",
      dependencies: [
        "GuiyiModel", "GuiyiColumns", "GuiyiIdentifiers", "GuiyiText", "GuiyiCatalog", "GuiyiIngest",
        "GuiyiReport", "GuiyiRun", "GuiyiLedger", "GuiyiLink", "GuiyiLinkage",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: settings),
    layer("GuiyiCity", ["GuiyiIdentifiers"]),
    .executableTarget(
      name: "guiyi-city",
      dependencies: ["GuiyiCity", .product(name: "ArgumentParser", package: "swift-argument-parser")],
      swiftSettings: settings),

    .target(
      name: "GuiyiTesting", dependencies: ["GuiyiIdentifiers", "GuiyiColumns", "GuiyiModel"],
      path: "Tests/GuiyiTesting", swiftSettings: settings),
    .testTarget(name: "ArchitectureTests", swiftSettings: settings),
    tests("GuiyiColumns"),
    tests("CGuiyiMemory", ["GuiyiColumns"]),
    tests("GuiyiIdentifiers", fixtures: ["Fixtures"]),
    tests("GuiyiText", ["GuiyiColumns", "GuiyiIdentifiers"], fixtures: ["Decoding/Fixtures"]),
    tests("GuiyiHan"),
    tests("GuiyiSpace", ["GuiyiColumns"]),
    tests("GuiyiCatalog", ["GuiyiModel", "GuiyiColumns"]),
    tests("GuiyiIngest", ["GuiyiModel", "GuiyiColumns", "GuiyiText"]),
    tests("GuiyiNormalize", ["GuiyiModel", "GuiyiColumns", "GuiyiIdentifiers", "GuiyiText"]),
    tests("GuiyiValidate", ["GuiyiModel", "GuiyiColumns"]),
    tests("GuiyiLink", ["GuiyiColumns"]),
    tests("GuiyiDiscovery", ["GuiyiTesting", "GuiyiColumns", "GuiyiLink", "GuiyiIdentifiers"]),
    tests("GuiyiLinkage", ["GuiyiTesting", "GuiyiColumns", "GuiyiLink", "GuiyiDiscovery"]),
    tests("GuiyiSharing", ["GuiyiModel", "GuiyiIdentifiers"]),
    tests(
      "GuiyiReport",
      ["GuiyiTesting", "GuiyiModel", "GuiyiColumns", "GuiyiSharing", "GuiyiIdentifiers", "GuiyiWorkbook"]),
    tests("GuiyiWorkbook", ["GuiyiTesting"]),
    tests("GuiyiLedger", ["GuiyiModel", "GuiyiColumns", "GuiyiSharing", "GuiyiIdentifiers"]),
    tests("GuiyiCity", ["GuiyiIdentifiers"]),
    tests("GuiyiStore", ["GuiyiTesting", "GuiyiColumns"]),
    tests("GuiyiRecords", ["GuiyiTesting", "GuiyiModel", "GuiyiColumns", "GuiyiIdentifiers"]),
    tests("GuiyiCredit", ["GuiyiModel", "GuiyiIdentifiers"]),
    tests(
      "GuiyiRelate",
      [
        "GuiyiTesting", "GuiyiCatalog", "GuiyiRecords", "GuiyiMerge", "GuiyiModel", "GuiyiColumns",
        "GuiyiIdentifiers",
      ]),
    tests(
      "GuiyiBase",
      [
        "GuiyiTesting", "GuiyiCatalog", "GuiyiRecords", "GuiyiMerge", "GuiyiHistory", "GuiyiStore",
        "GuiyiModel",
        "GuiyiColumns", "GuiyiSpace",
      ]),
    tests(
      "GuiyiHistory",
      [
        "GuiyiTesting", "GuiyiCatalog", "GuiyiResolve", "GuiyiRecords", "GuiyiMerge", "GuiyiModel",
        "GuiyiColumns",
      ]),
    tests(
      "GuiyiResolve",
      [
        "GuiyiTesting", "GuiyiBase", "GuiyiHistory", "GuiyiRecords", "GuiyiModel", "GuiyiColumns",
        "GuiyiSpace",
        "GuiyiText", "GuiyiIdentifiers", "GuiyiLink",
      ]),
    tests(
      "GuiyiPublish",
      ["GuiyiTesting", "GuiyiRecords", "GuiyiMerge", "GuiyiSharing", "GuiyiModel", "GuiyiColumns"]),
    tests("GuiyiTopic", ["GuiyiTesting", "GuiyiStore", "GuiyiModel"]),
    tests(
      "GuiyiMerge",
      ["GuiyiTesting", "GuiyiCatalog", "GuiyiRecords", "GuiyiModel", "GuiyiColumns", "GuiyiIdentifiers"]),
    tests(
      "GuiyiRun",
      [
        "GuiyiReport", "GuiyiTesting", "GuiyiModel", "GuiyiColumns", "GuiyiIdentifiers", "GuiyiStore",
        "GuiyiTopic", "GuiyiCity",
      ],
      fixtures: ["Fixtures"]),
  ],
  swiftLanguageModes: [.v6]
)

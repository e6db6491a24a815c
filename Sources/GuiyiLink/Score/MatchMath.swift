#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

func exponential2(_ x: Double) -> Double { exp2(x) }

func logarithm2(_ x: Double) -> Double { log2(x) }

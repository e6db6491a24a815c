import Synchronization

/// Adds up what threads have read and tells an observer.
final class ReadProgress: Sendable {
  private let total: Int
  private let observer: any RunObserver
  private let count = Atomic<Int>(0)

  init(total: Int, observer: any RunObserver) {
    self.total = total
    self.observer = observer
  }

  func add(_ byteCount: Int) {
    observer.read(bytes: count.add(byteCount, ordering: .relaxed).newValue, of: total)
  }
}

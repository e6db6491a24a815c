internal import Synchronization

/// Hands out pieces of work to threads that keep a state of their own from piece to piece.
final class PieceCounter: Sendable {
  private let next = Atomic<Int>(0)

  /// The next piece, nil when all are taken.
  func take(below count: Int) -> Int? {
    let piece = next.add(1, ordering: .relaxed).oldValue
    return piece < count ? piece : nil
  }
}

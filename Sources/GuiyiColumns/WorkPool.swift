internal import Dispatch
internal import Synchronization

/// The threads of a `Workers`: its callers, and lanes that come when there is more to do than they can.
///
/// Work may be opened from within work. A caller that waits for the last of its own pieces does pieces of newer work meanwhile, so that
/// inner work is shared as soon as the outer has run out; Dispatch's own `concurrentPerform` leaves it to one thread.
final class WorkPool: Sendable {
  /// Work that somebody waits for.
  private struct OpenWork {
    let id: Int
    let body: @Sendable (Int) -> Void
    var pieces: PieceOrder
  }

  /// A piece that somebody has taken on.
  private struct Piece {
    let workID: Int
    let index: Int
    let body: @Sendable (Int) -> Void
  }

  private enum Step {
    case piece(Piece), wait(DispatchSemaphore), end
  }

  private struct State {
    /// The oldest first: outer pieces are larger than inner ones.
    var open: [OpenWork] = []
    var nextID = 0
    var laneCount = 0
    /// Callers that found nothing to do.
    var waiting: [DispatchSemaphore] = []
  }

  /// How many lanes there may be beside the caller.
  private let laneLimit: Int
  let beforePiece: (@Sendable () -> Void)?
  private let state = Mutex(State())

  init(laneLimit: Int, beforePiece: (@Sendable () -> Void)?) {
    self.laneLimit = laneLimit
    self.beforePiece = beforePiece
  }

  /// Runs `body` for every index below `count`, one after the other, by the caller alone.
  func runInOrder(_ count: Int, _ body: (Int) -> Void) {
    for index in 0..<max(0, count) {
      beforePiece?()
      body(index)
    }
  }

  /// Runs `body` for every piece; returns when all are done.
  func run(_ pieces: PieceOrder, _ body: @Sendable (Int) -> Void) {
    withoutActuallyEscaping(body) { body in
      let id = open(pieces, body)
      while true {
        switch nextStep(of: id) {
        case .piece(let piece): work(on: piece)
        case .wait(let semaphore): semaphore.wait()
        case .end: return
        }
      }
    }
  }

  private func open(_ pieces: PieceOrder, _ body: @escaping @Sendable (Int) -> Void) -> Int {
    let (id, called) = state.withLock { state in
      state.nextID += 1
      state.open.append(OpenWork(id: state.nextID, body: body, pieces: pieces))
      // One piece is the caller's own.
      return (state.nextID, lanesToCall(&state, readyCount: pieces.readyCount - 1))
    }
    call(called)
    return id
  }

  /// What the caller of some work does next: its own pieces first.
  private func nextStep(of id: Int) -> Step {
    state.withLock { state in
      guard let own = state.open.firstIndex(where: { $0.id == id }) else { return .end }
      if state.open[own].pieces.isDone {
        state.open.remove(at: own)
        return .end
      }
      // An older piece may be long, and others wait for this caller.
      if let piece = take(from: own, &state) ?? takeAny(after: own, &state) { return .piece(piece) }
      let semaphore = DispatchSemaphore(value: 0)
      state.waiting.append(semaphore)
      return .wait(semaphore)
    }
  }

  /// Does pieces, whosever they are, until there are none.
  private func workInLane() {
    while let piece = state.withLock({ state in
      let piece = takeAny(&state)
      if piece == nil { state.laneCount -= 1 }
      return piece
    }) {
      work(on: piece)
    }
  }

  private func work(on piece: consuming Piece) {
    let (id, index) = (piece.workID, piece.index)
    beforePiece?()
    // The body is given up before the piece counts as done: its owner may be gone after that.
    Self.perform(piece)
    let called = state.withLock { state in
      guard let place = state.open.firstIndex(where: { $0.id == id }) else {
        preconditionFailure("work stays open until all of it is done")
      }
      state.open[place].pieces.finish(index)
      // A caller may wait for this piece, or for one that it made ready.
      for semaphore in state.waiting { semaphore.signal() }
      state.waiting.removeAll()
      return lanesToCall(&state, readyCount: state.open[place].pieces.readyCount - 1)
    }
    call(called)
  }

  @inline(never)
  private static func perform(_ piece: consuming Piece) { piece.body(piece.index) }

  private func take(from place: Int, _ state: inout State) -> Piece? {
    guard let index = state.open[place].pieces.takeNext() else { return nil }
    return Piece(workID: state.open[place].id, index: index, body: state.open[place].body)
  }

  private func takeAny(after own: Int = -1, _ state: inout State) -> Piece? {
    for place in state.open.indices.dropFirst(own + 1) {
      if let piece = take(from: place, &state) { return piece }
    }
    return nil
  }

  /// Counts the lanes in that are worth calling.
  private func lanesToCall(_ state: inout State, readyCount: Int) -> Int {
    let called = max(0, min(readyCount, laneLimit - state.laneCount))
    state.laneCount += called
    if called < readyCount {
      for semaphore in state.waiting { semaphore.signal() }
      state.waiting.removeAll()
    }
    return called
  }

  private func call(_ laneCount: Int) {
    for _ in 0..<laneCount { DispatchQueue.global().async { self.workInLane() } }
  }
}

/// Pieces of work by their indices, and which of them can be begun.
struct PieceOrder {
  private let count: Int
  private var begunCount = 0
  private var doneCount = 0
  /// Of pieces that wait for others; nil where none does.
  private var needs: Needs?

  private struct Needs {
    /// How many of those that it needs each piece still waits for.
    var waitingFor: [Int]
    /// Which pieces wait for each.
    let dependents: [[Int]]
    /// Descending.
    var ready: [Int]
  }

  init(count: Int) { self.count = max(0, count) }

  /// - Parameter needs: for each piece the indices of those that it waits for, all of them before it.
  init(needs: [[Int]]) {
    count = needs.count
    var dependents = [[Int]](repeating: [], count: count)
    for (index, needed) in needs.enumerated() {
      for other in needed {
        precondition((0..<index).contains(other), "a piece stands behind all that it needs")
        dependents[other].append(index)
      }
    }
    self.needs = Needs(
      waitingFor: needs.map(\.count), dependents: dependents,
      ready: needs.indices.reversed().filter { needs[$0].isEmpty })
  }

  var isDone: Bool { doneCount == count }

  /// How many pieces could be begun now.
  var readyCount: Int { needs?.ready.count ?? count - begunCount }

  /// The first piece that can be begun; nil where there is none.
  mutating func takeNext() -> Int? {
    if needs != nil {
      guard let index = needs?.ready.popLast() else { return nil }
      begunCount += 1
      return index
    }
    if begunCount == count { return nil }
    begunCount += 1
    return begunCount - 1
  }

  /// Notes that a piece is done, which may make others ready.
  mutating func finish(_ index: Int) {
    doneCount += 1
    guard var needs = needs.take() else { return }
    for dependent in needs.dependents[index] {
      needs.waitingFor[dependent] -= 1
      if needs.waitingFor[dependent] == 0 { needs.ready.append(dependent) }
    }
    needs.ready.sort(by: >)
    self.needs = needs
  }
}

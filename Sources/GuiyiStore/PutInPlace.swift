internal import Foundation

/// Makes a finished file the one that readers see, in one step, whether or not an older one stands there.
/// - Parameter part: the finished file, on the same disk.
public func putInPlace(_ part: String, at path: String) throws(StoreError) {
  guard unsafe rename(part, path) == 0 else {
    throw StoreError.system(file: (path as NSString).lastPathComponent)
  }
}

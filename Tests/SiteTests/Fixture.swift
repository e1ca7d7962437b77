import Foundation
import TestSupport

/// The templates that the site is built with.
let templates = repositoryRoot.appendingPathComponent("templates").path

/// The folder of this suite's fixtures.
let fixtures = repositoryRoot.appendingPathComponent("Tests/SiteTests/Fixtures")

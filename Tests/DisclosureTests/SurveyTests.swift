import Encoding
import Testing

@testable import Disclosure

@Suite("Opinion polls")
struct SurveyTests {
  private static let header = "contest,option,percent,sample,source\n"

  @Test(
    "the margin of error is that of a simple random sample at 95 per cent",
    arguments: [("50.0", 1_000, 31), ("50", 400, 49), ("20.0", 1_068, 24), ("0.0", 500, 0)])
  func margin(percent: String, sample: Int, tenths: Int) throws {
    let survey = try Survey(file: Array("\(Self.header)c,a,\(percent),\(sample),P\n".utf8))
    #expect(survey.figures.map(\.margin) == [tenths])
  }

  @Test(
    "what is no poll is refused with its line",
    arguments: [
      ("a,b\n", 1), ("\(header)c,a,101,5,P\n", 2), ("\(header)c,a,5.55,5,P\n", 2),
      ("\(header)c,a,-1,5,P\n", 2), ("\(header)c,a,5,0,P\n", 2), ("\(header)c,a,5,1e9,P\n", 2),
      ("\(header)c,a,5,9,P\nc,a,6,9,P\n", 3), ("\(header)c,a,5\n", 2),
      ("\(header)c,a,99999999999999999999,9,P\n", 2),
    ])
  func refused(text: String, line: Int) {
    #expect { try Survey(file: Array(text.utf8)) } throws: { error in
      (error as? SurveyError)?.line == line
    }
  }
}

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
    "a design effect widens the margin, and a base of fewer answers does",
    arguments: [("2", "", 44), ("1", "250", 62), ("", "", 31)])
  func method(effect: String, base: String, tenths: Int) throws {
    let header = "contest,option,percent,sample,source,design_effect,base\n"
    let survey = try Survey(file: Array("\(header)c,a,50,1000,P,\(effect),\(base)\n".utf8))
    #expect(survey.figures.map(\.margin) == [tenths])
  }

  // Wilson's interval at 95 per cent by Python's statistics and by hand: z² / (n + z²) of none.
  @Test(
    "where none or all answered alike the interval is Wilson's",
    arguments: [
      ("0", 30, 0...114), ("100", 30, 886...1_000), ("0", 500, 0...8), ("50", 100, 404...596),
    ])
  func interval(percent: String, sample: Int, tenths: ClosedRange<Int>) throws {
    let survey = try Survey(file: Array("\(Self.header)c,a,\(percent),\(sample),P\n".utf8))
    #expect(survey.figures.map(\.interval) == [tenths])
  }

  @Test("under thirty answers there is no percentage")
  func few() throws {
    let survey = try Survey(file: Array("\(Self.header)c,a,50,29,P\nc,b,50,30,P\n".utf8))
    #expect(survey.figures.map(\.isShown) == [false, true])
  }

  @Test(
    "what is no poll is refused with its line",
    arguments: [
      ("a,b\n", 1), ("\(header)c,a,101,5,P\n", 2), ("\(header)c,a,5.55,5,P\n", 2),
      ("\(header)c,a,-1,5,P\n", 2), ("\(header)c,a,5,0,P\n", 2), ("\(header)c,a,5,1e9,P\n", 2),
      ("\(header)c,a,5,9,P\nc,a,6,9,P\n", 3), ("\(header)c,a,5\n", 2),
      ("\(header)c,a,99999999999999999999,9,P\n", 2), ("\(header)c,a,5,9,=1+1\n", 2),
      ("contest,option,percent,sample,source,colour\nc,a,5,9,P,red\n", 1),
      ("contest,option,percent,sample,source,base\nc,a,5,9,P,10\n", 2),
      ("contest,option,percent,sample,source,design_effect\nc,a,5,9,P,0.5\n", 2),
    ])
  func refused(text: String, line: Int) {
    #expect { try Survey(file: Array(text.utf8)) } throws: { error in
      (error as? SurveyError)?.line == line
    }
  }
}

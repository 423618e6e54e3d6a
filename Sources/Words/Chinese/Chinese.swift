/// Traditional Chinese: a file for each module, and several for the sentences of the commands.
///
/// A line is a sentence and its translation; `\#` at the end of one goes on with it in the next.
enum Chinese {
  static let catalogue = Catalogue([
    audit, bundles, ceremony, commandTable, commands, comparison, confinement, console,
    controlCount, counting, cryptography, desk, disclosure, doctor, election, guide, keyingDesks,
    mixnet, paper, program, record, rehearsal, result, session, storage, system, tally, vault,
    words, workspace,
  ])
}

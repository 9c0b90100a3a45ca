import 'reflect-metadata';
import { languageOf, readCommandLine } from './integrations/import/command-line.ts';
import { progressOn } from './integrations/import/progress.ts';
import { runImport, summaryText } from './integrations/import/run-import.ts';
import { ImportProblem } from './integrations/import/sentences.ts';
import { readConfiguration } from './platform/configuration/configuration.ts';
import { EXIT, runMain } from './platform/run-main.ts';

/** `npm run import -- …`: brings a file in, says what became of it, and exits 0; 1 when nothing was imported. */
await runMain(async () => {
  const words = process.argv.slice(2);
  const language = languageOf(words, process.env);
  const onSignal = (): void => {
    // The server rolls the transaction back as soon as it sees the connection gone.
    process.stderr.write(`\n${new ImportProblem('interrupted').sentence(language)}\n`);
    process.exit(130);
  };
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  try {
    const choices = readCommandLine(words, process.env);
    const summary = await runImport(
      choices,
      readConfiguration(process.env),
      progressOn(process.stderr, language),
    );
    process.stdout.write(`${summaryText(summary, language)}\n`);
  } catch (error) {
    if (!(error instanceof ImportProblem)) throw error;
    process.stderr.write(`${error.sentence(language)}\n`);
    process.exitCode = EXIT.failed;
  }
});

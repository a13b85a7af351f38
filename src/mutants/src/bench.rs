//! A copy of the workspace with the bugs of one crate in it.

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    path::{Path, PathBuf},
};

use crate::{
    Result,
    bug::{self, Bug},
    compile::{self, Compiled, Stumble},
    sites,
    tree::Tree,
    trial::{BUG, Outcome, Trial},
    weave::{self, Woven},
};

/// A copy of the workspace, and what is to be put into it.
#[derive(Debug)]
pub struct Bench {
    package: String,
    folder: PathBuf,
    tree: Tree,
    /// The bugs, each with the number of its place.
    pub bugs: Vec<Bug>,
    /// The files that bugs are put into, and the crate's root, as they are without any.
    sources: BTreeMap<PathBuf, String>,
}

impl Bench {
    /// Copies the workspace that we are in, and lists the bugs of a crate.
    ///
    /// # Errors
    /// The workspace can't be copied, or cargo-mutants is not there.
    pub fn prepare(package: &str) -> Result<Bench> {
        let here = env::current_dir()?;
        let folder = here.join("target/mutants");
        let bugs = bug::list(package)?;
        let tree = Tree::copy(&here, &folder.join("tree"))?;
        let mut bench = Bench { package: package.into(), folder, tree, bugs, sources: BTreeMap::new() };
        let files = bench.bugs.iter().map(|bug| bug.file.clone()).chain([bench.root()]);
        bench.sources = files.map(|file| Ok((file.clone(), bench.tree.source(&file)?))).collect::<Result<_>>()?;
        Ok(bench)
    }

    /// Where the copy and its builds are.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The crate in the copy.
    pub fn crate_folder(&self) -> PathBuf {
        self.tree.folder().join("src").join(&self.package)
    }

    fn root(&self) -> PathBuf {
        Path::new("src").join(&self.package).join("src/lib.rs")
    }

    fn compile(&self) -> Result<Compiled> {
        compile::tests(self.tree.folder(), &self.package, &self.folder.join("build"))
    }

    /// Weaves as many bugs as can be into one build; answers which, and the tests.
    ///
    /// # Errors
    /// It does not compile, and no bug is to blame.
    pub fn weave_all(&self) -> Result<(BTreeSet<usize>, Vec<PathBuf>)> {
        let mut left_out = BTreeSet::new();
        loop {
            let woven: Vec<(&Path, Woven)> = self.write_all(&left_out)?;
            let stumbles = match self.compile()? {
                Compiled::Tests(tests) => {
                    return Ok((woven.iter().flat_map(|(_, woven)| woven.bugs()).collect(), tests));
                }
                Compiled::Stumbles(stumbles) => stumbles,
            };
            let before = left_out.len();
            for stumble in &stumbles {
                let file = woven.iter().find(|(file, _)| *file == stumble.file);
                left_out.extend(file.map(|(_, woven)| woven.bugs_at(stumble.byte)).unwrap_or_default());
            }
            if left_out.len() == before {
                let words: Vec<_> = stumbles.iter().map(Stumble::in_words).collect();
                return Err(format!("no bug is to blame: {}", words.join("; ")).into());
            }
        }
    }

    /// Writes all files with their bugs, but those that are left out.
    fn write_all(&self, left_out: &BTreeSet<usize>) -> Result<Vec<(&Path, Woven)>> {
        let mut written = Vec::new();
        for (file, source) in &self.sources {
            let bugs = self.bugs.iter().enumerate();
            let here: Vec<_> = bugs.filter(|(n, bug)| bug.file == *file && !left_out.contains(n)).collect();
            let woven = weave::weave(source, &sites::pieces(source, &here)?);
            let choice = if *file == self.root() { choice() } else { String::new() };
            self.tree.write(file, format!("{}{choice}", woven.text).as_bytes())?;
            written.push((file.as_path(), woven));
        }
        Ok(written)
    }

    /// Takes all bugs out.
    ///
    /// # Errors
    /// The copy can't be written.
    pub fn restore(&self) -> Result<()> {
        self.sources.iter().try_for_each(|(file, source)| self.tree.write(file, source.as_bytes()))
    }

    /// Compiles one bug and runs the tests.
    ///
    /// # Errors
    /// Cargo can't be started, or the tests can't.
    pub fn by_itself(&self, bug: &Bug) -> Result<Outcome> {
        let Some(source) = self.sources.get(&bug.file) else { return Err("a file that nobody read".into()) };
        let mut text = source.clone();
        text.replace_range(bug.bytes(source), &bug.replacement);
        self.tree.write(&bug.file, text.as_bytes())?;
        let compiled = self.compile();
        self.tree.write(&bug.file, source.as_bytes())?;
        match compiled? {
            Compiled::Tests(tests) => Trial::of(tests, &self.crate_folder()).run(None),
            Compiled::Stumbles(_) => Ok(Outcome::Unviable),
        }
    }
}

/// The function that says whether a bug is there.
fn choice() -> String {
    format!(
        "\npub(crate) fn bug(number: usize) -> bool {{\n\
         static CHOSEN: std::sync::LazyLock<Option<usize>> =\n\
         std::sync::LazyLock::new(|| std::env::var(\"{BUG}\").ok()?.parse().ok());\n\
         *CHOSEN == Some(number)\n}}\n"
    )
}

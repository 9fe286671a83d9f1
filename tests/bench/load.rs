//! Load over keep-alive connections, as cheap as can be: requests are bytes made beforehand, and
//! of an answer only the status and the length are read.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    runtime::Builder,
    task::LocalSet,
};

use crate::Fault;

/// Threads that make the load.
const THREADS: usize = 2;

/// Requests to send: over and over, or each once.
#[derive(Clone)]
pub(crate) struct Requests {
    bytes: Arc<Vec<Vec<u8>>>,
    next: Arc<AtomicUsize>,
    once: bool,
}

impl Requests {
    /// Sent over and over, in turn.
    pub(crate) fn repeated(bytes: Vec<Vec<u8>>) -> Self {
        Self {
            bytes: Arc::new(bytes),
            next: Arc::default(),
            once: false,
        }
    }

    /// Each sent once, over all rounds.
    pub(crate) fn once(bytes: Vec<Vec<u8>>) -> Self {
        Self {
            once: true,
            ..Self::repeated(bytes)
        }
    }

    fn next(&self) -> Option<&[u8]> {
        let index = self.next.fetch_add(1, Ordering::Relaxed);
        let index = if self.once {
            index
        } else {
            index % self.bytes.len().max(1)
        };
        self.bytes.get(index).map(Vec::as_slice)
    }
}

/// What a round of load came to.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    /// Answers for each second.
    pub(crate) rate: f64,
    /// How long each answer took, in microseconds, sorted.
    pub(crate) micros: Vec<u32>,
}

impl Outcome {
    /// How long an answer took that `per_mille` of them did not take longer than, in milliseconds.
    pub(crate) fn quantile(&self, per_mille: usize) -> f64 {
        let last = self.micros.len().saturating_sub(1);
        let micros = self.micros.get(last * per_mille / 1000).copied();
        f64::from(micros.unwrap_or(0)) / 1000.0
    }
}

/// Sends requests from `connections` connections for as long as `lasting`.
///
/// # Errors
/// When an answer is not 200, or a connection breaks.
pub(crate) fn run(
    address: SocketAddr,
    requests: &Requests,
    connections: usize,
    lasting: Duration,
) -> Result<Outcome, Fault> {
    let threads: Vec<_> = (0..THREADS)
        .map(|_| {
            let requests = requests.clone();
            std::thread::spawn(move || {
                thread(address, &requests, connections.div_ceil(THREADS), lasting)
                    .map_err(|fault| fault.to_string())
            })
        })
        .collect();
    let began = Instant::now();
    let mut micros = Vec::new();
    for thread in threads {
        let one = thread
            .join()
            .unwrap_or_else(|_| Err("a load thread ended".into()))?;
        micros.extend(one);
    }
    let seconds = began.elapsed().as_secs_f64();
    micros.sort_unstable();
    let answers = u32::try_from(micros.len())?;
    Ok(Outcome {
        rate: f64::from(answers) / seconds,
        micros,
    })
}

fn thread(
    address: SocketAddr,
    requests: &Requests,
    connections: usize,
    lasting: Duration,
) -> Result<Vec<u32>, Fault> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let tasks = LocalSet::new();
    tasks.block_on(&runtime, async {
        let until = Instant::now() + lasting;
        let running: Vec<_> = (0..connections)
            .map(|_| tokio::task::spawn_local(connection(address, requests.clone(), until)))
            .collect();
        let mut micros = Vec::new();
        for one in running {
            micros.extend(one.await??);
        }
        Ok(micros)
    })
}

async fn connection(
    address: SocketAddr,
    requests: Requests,
    until: Instant,
) -> Result<Vec<u32>, Fault> {
    let mut stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let mut buffer = vec![0; 64 * 1024];
    let mut micros = Vec::new();
    while Instant::now() < until {
        let Some(request) = requests.next() else {
            break;
        };
        let sent = Instant::now();
        stream.write_all(request).await?;
        read_answer(&mut stream, &mut buffer).await?;
        micros.push(u32::try_from(sent.elapsed().as_micros())?);
    }
    Ok(micros)
}

async fn read_answer(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> Result<(), Fault> {
    let mut filled = 0;
    loop {
        let free = buffer.get_mut(filled..).unwrap_or_default();
        let read = stream.read(free).await?;
        if read == 0 {
            return Err("the server closed the connection".into());
        }
        filled += read;
        let answer = buffer.get(..filled).unwrap_or_default();
        if let Some(length) = whole_length(answer)? {
            if filled >= length {
                return Ok(());
            }
            if length > buffer.len() {
                buffer.resize(length, 0);
            }
        }
    }
}

/// Bytes that the answer has in all, when its head is there.
fn whole_length(answer: &[u8]) -> Result<Option<usize>, Fault> {
    let Some(head) = answer.windows(4).position(|four| four == b"\r\n\r\n") else {
        return Ok(None);
    };
    let text = std::str::from_utf8(answer.get(..head).unwrap_or_default())?;
    if !text.starts_with("HTTP/1.1 200") {
        let said = String::from_utf8_lossy(answer);
        return Err(format!("not 200: {said}").into());
    }
    let length = text
        .lines()
        .filter_map(|line| line.split_once(':'))
        .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
        .map(|(_, value)| value.trim().parse::<usize>())
        .transpose()?
        .ok_or("an answer without a length")?;
    Ok(Some(head + 4 + length))
}

// What the page asks the service. Addresses are relative, so that the page also works behind a proxy's path.

/** A failure in words for the reader. */
export class ServiceError extends Error {
  /**
   * @param {string} message What went wrong.
   * @param {boolean} passing Whether the same request may succeed later.
   */
  constructor(message, passing) {
    super(message);
    this.passing = passing;
  }
}

/** What one picture shows: the label, null if the model is not sure, and the classes, likeliest first, as {class, probability}. */
export async function predict(picture, top, signal) {
  const body = new FormData();
  body.append("files", picture, picture.name);
  const answer = await ask(`predict?top=${top}`, { method: "POST", body, signal });
  return answer.predictions[0];
}

/** The picture with a map of the places that speak for a class over it, as a PNG. */
export async function explain(picture, name, signal) {
  const body = new FormData();
  body.append("files", picture, picture.name);
  const response = await send(`explain?class=${encodeURIComponent(name)}`, { method: "POST", body, signal });
  if (!response.ok) throw await problem(response);
  return response.blob();
}

/** Which model answers, as {name, classes, loadedAt, sha256, explains}. */
export const model = () => ask("model");

async function ask(address, request) {
  const response = await send(address, request);
  if (!response.ok) throw await problem(response);
  try {
    return await response.json();
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new ServiceError("What came back is not an answer of this service. Is there a proxy in between?", true);
  }
}

async function send(address, request) {
  try {
    return await fetch(address, request);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new ServiceError("The service cannot be reached. Check that it is running and that you are connected.", true);
  }
}

async function problem(response) {
  const { title, detail } = await response.json().catch(() => ({}));
  const words = detail || title || withoutWords(response.status);
  return new ServiceError(words + pause(response), [408, 429].includes(response.status) || response.status >= 500);
}

function withoutWords(status) {
  switch (status) {
    case 413: return "The picture is larger than the service accepts.";
    case 429: return "The service has too much to do.";
    default: return `The service answered with status ${status} and no explanation.`;
  }
}

function pause(response) {
  const seconds = Number(response.headers.get("Retry-After"));
  return seconds > 0 ? ` The service asks to wait ${seconds} ${seconds === 1 ? "second" : "seconds"}.` : "";
}

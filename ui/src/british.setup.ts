// The tests run on a British computer, whatever computer they run on.
import { vi } from 'vitest';

vi.spyOn(navigator, 'languages', 'get').mockReturnValue(['en-GB']);

import { useEffect, useState } from 'react';

const ATTRIBUTE = 'data-theme-mode';

/** Whether the app is light or dark at the moment, for parts that bring colours of their own. */
export function useTheme(): 'light' | 'dark' {
  const [theme, setTheme] = useState(readTheme);
  useEffect(() => {
    const observer = new MutationObserver(() => setTheme(readTheme()));
    observer.observe(document.body, { attributes: true, attributeFilter: [ATTRIBUTE] });
    return () => observer.disconnect();
  }, []);
  return theme;
}

function readTheme(): 'light' | 'dark' {
  return document.body.getAttribute(ATTRIBUTE) === 'dark' ? 'dark' : 'light';
}
